import type { TaskChange } from '../../data/changes';
import type { Move } from './moves';

/** One thing that was done, with what undoes it. */
export type Deed =
  | { readonly kind: 'edit'; readonly id: string; readonly before: TaskChange; readonly after: TaskChange }
  | { readonly kind: 'move'; readonly from: Move; readonly to: Move }
  /** Whether these tasks are there: made and deleted again. */
  | { readonly kind: 'exist'; readonly ids: readonly string[]; readonly exist: boolean };

/** What was done at once, and is undone at once. */
export type Deeds = readonly Deed[];

export type History = { readonly done: readonly Deeds[]; readonly undone: readonly Deeds[] };

export const noHistory: History = { done: [], undone: [] };

const most = 100;

/** What is done anew leaves nothing to be done again. */
export const remember = ({ done }: History, deeds: Deeds): History =>
  deeds.length === 0 ? { done, undone: [] } : { done: [...done, deeds].slice(-most), undone: [] };

/** What undoes all of it, the last first. */
export const reversed = (deeds: Deeds): Deeds =>
  deeds.toReversed().map((deed): Deed => {
    switch (deed.kind) {
      case 'edit':
        return { ...deed, before: deed.after, after: deed.before };
      case 'move':
        return { ...deed, from: deed.to, to: deed.from };
      case 'exist':
        return { ...deed, exist: !deed.exist };
    }
  });

/** What is to be done to take the last deeds back, and the history then. */
export function undo({ done, undone }: History): { deeds: Deeds; history: History } | undefined {
  const last = done.at(-1);
  return last && { deeds: reversed(last), history: { done: done.slice(0, -1), undone: [...undone, last] } };
}

export function redo({ done, undone }: History): { deeds: Deeds; history: History } | undefined {
  const last = undone.at(-1);
  return last && { deeds: last, history: { done: [...done, last], undone: undone.slice(0, -1) } };
}
