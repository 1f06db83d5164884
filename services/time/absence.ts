import type { Actor } from '../../kit/actor.js';
import { isDay } from '../../kit/calendar.js';
import { denied, invalid } from '../../kit/errors.js';
import type { Stored } from '../../kit/events.js';
import { daysBetween } from '../../kit/zone.js';
import { isAbove, type Personal } from './superior.js';

export const absenceKinds = ['vacation', 'sick', 'trip', 'other'] as const;
export type AbsenceKind = (typeof absenceKinds)[number];
export type AbsenceState = 'requested' | 'approved' | 'declined' | 'cancelled';

/** Days on which somebody is not to work, the first and the last included. */
export type Absence = Stored<number> &
  Personal & {
    readonly kind: AbsenceKind;
    readonly firstDay: string;
    readonly lastDay: string;
    readonly comment: string;
    readonly state: AbsenceState;
    readonly decidedBy: string;
    readonly decidedAt?: Date | undefined;
    readonly answer: string;
    readonly createdAt: Date;
  };

export type AbsenceContent = Pick<Absence, 'kind' | 'firstDay' | 'lastDay' | 'comment'>;
type Act = { actor: Actor; now: Date };

const LONGEST_DAYS = 366;

export type AbsenceAction = 'approve' | 'decline' | 'cancel';

export function absenceActions(absence: Absence, actor: Actor): AbsenceAction[] {
  const above = isAbove(absence, actor);
  const own = absence.person === actor.id;
  if (absence.state === 'requested')
    return [...(above ? (['approve', 'decline'] as const) : []), ...(own ? (['cancel'] as const) : [])];
  return absence.state === 'approved' && (own || above) ? ['cancel'] : [];
}

/** What the person asks for; where nobody is above them it is approved at once. */
export function requestAbsence(
  id: number,
  content: AbsenceContent,
  needsApproval: boolean,
  { actor, now }: Act,
): Omit<Absence, 'version' | 'changedAt' | 'participants' | 'readers'> {
  const { firstDay, lastDay } = content;
  if (!isDay(firstDay)) throw invalid('ABSENCE_DAYS', 'Say which is the first day.', 'absence.first_day');
  if (!isDay(lastDay) || lastDay < firstDay || daysBetween(firstDay, lastDay) >= LONGEST_DAYS)
    throw invalid('ABSENCE_DAYS', 'The last day is not before the first, and within a year.', 'absence.last_day');
  return {
    _id: id,
    person: actor.id,
    ...content,
    comment: content.comment.trim(),
    decidedBy: '',
    answer: '',
    createdAt: now,
    ...(needsApproval ? { state: 'requested' } : { state: 'approved', decidedAt: now }),
  };
}

export function approve(absence: Absence, answer: string, act: Act): Absence {
  return decided(absence, 'approve', 'approved', answer, act);
}

export function declineAbsence(absence: Absence, answer: string, act: Act): Absence {
  if (!answer.trim()) throw invalid('REASON_REQUIRED', 'Say why.', 'answer');
  return decided(absence, 'decline', 'declined', answer, act);
}

/** The person takes it back, or a superior does; done twice it changes nothing. */
export function cancel(absence: Absence, { actor }: Act): Absence {
  if (absence.state === 'cancelled') return absence;
  if (!absenceActions(absence, actor).includes('cancel')) throw denied('cancel');
  return { ...absence, state: 'cancelled' };
}

function decided(absence: Absence, action: AbsenceAction, state: AbsenceState, answer: string, { actor, now }: Act): Absence {
  if (!absenceActions(absence, actor).includes(action)) throw denied(action);
  return { ...absence, state, answer: answer.trim(), decidedBy: actor.id, decidedAt: now };
}
