import type { RatingValue, Task } from '../../../api/types';
import { statusOf } from './task-words';

/** What is done with a task by saying something: with a text, a deadline, a rating. */
export const sayings = [
  'accept',
  'return',
  'react',
  'rate',
  'decline',
  'hand_over',
  'defer',
  'move_deadline',
  'propose_deadline',
  'refuse_deadline',
  'carry_over',
  'complete',
] as const;
export type Saying = (typeof sayings)[number];

export const ratings = ['positive', 'negative'] as const;
export type RatingName = (typeof ratings)[number];

export const isRating = (value: unknown): value is RatingName => ratings.some((rating) => rating === value);

const ratingNames: Record<RatingValue, RatingName | undefined> = {
  RATING_VALUE_UNSPECIFIED: undefined,
  RATING_VALUE_POSITIVE: 'positive',
  RATING_VALUE_NEGATIVE: 'negative',
};

export const ratingOf = ({ rating }: Pick<Task, 'rating'>): RatingName | undefined => rating && ratingNames[rating.value];

export function toWireRating(rating: string): RatingValue {
  if (rating === 'positive') return 'RATING_VALUE_POSITIVE';
  return rating === 'negative' ? 'RATING_VALUE_NEGATIVE' : 'RATING_VALUE_UNSPECIFIED';
}

/** What is said; empty where nothing is. */
export type Said = { readonly text: string; readonly deadline: string; readonly rating: string };

export const nothingSaid: Said = { text: '', deadline: '', rating: '' };

export const asksRating = (saying: Saying): boolean => saying === 'accept' || saying === 'rate';
export const asksDeadline = (saying: Saying): boolean => saying === 'react' || needsDeadline(saying);

const needsDeadline = (saying: Saying): boolean =>
  saying === 'move_deadline' || saying === 'propose_deadline' || saying === 'carry_over';

/** What has still to be said. Whoever directs the task need not say why they move its deadline. */
export function lacking(saying: Saying, said: Said, task: Pick<Task, 'allowedActions'>): keyof Said | undefined {
  if (saying === 'rate' && !isRating(said.rating)) return 'rating';
  if (needsDeadline(saying) && said.deadline === '') return 'deadline';
  return needsText(saying, said, task) && said.text.trim() === '' ? 'text' : undefined;
}

export function needsText(saying: Saying, { rating }: Pick<Said, 'rating'>, task: Pick<Task, 'allowedActions'>): boolean {
  switch (saying) {
    case 'decline':
    case 'hand_over':
    case 'react':
    case 'propose_deadline':
    case 'complete':
      return true;
    case 'move_deadline':
      return !task.allowedActions.includes('update');
    case 'accept':
    case 'rate':
      return rating === 'negative';
    case 'return':
    case 'defer':
    case 'refuse_deadline':
    case 'carry_over':
      return false;
  }
}

/** What it is called: to return what was declined is to give it back. */
export const wordOf = (saying: Saying, task: Pick<Task, 'status'>): Saying | 'give_back' =>
  saying === 'return' && statusOf(task) === 'declined' ? 'give_back' : saying;
