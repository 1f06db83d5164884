import type { QueryClient } from '@tanstack/react-query';
import { idempotencyKey } from '../../../../api/client';
import type { Task } from '../../../../api/types';
import type { TaskChange } from '../../data/changes';
import { differing, fieldsOf, columnsOf } from '../rules/changed';
import type { WrittenColumn } from '../rules/columns';
import { type Deed, type Deeds, type History, noHistory, redo, remember, undo } from '../rules/history';
import { isMove, type Move, moved, placeOf } from '../rules/moves';
import { outlineOf } from '../rules/outline';
import {
  type Draft,
  marked,
  type NewRow,
  noOverlay,
  type Overlay,
  type Reason,
  settled,
  shownTasks,
  underway,
  wished,
} from './overlay';
import { planCache } from './plan-query';
import { planCalls, type Wish } from './plan-calls';

/** A change of one row that is wished. */
export type Edit = { readonly id: string; readonly change: TaskChange };

export type PlanState = { readonly overlay: Overlay; readonly history: History; readonly isSaving: boolean };

type Options = {
  readonly queries: QueryClient;
  readonly root: string;
  /** Says what could be shown at no cell. */
  readonly complain: (error: unknown, what: 'notMoved' | 'notDeleted' | 'notCreated') => void;
};

/**
 * Writes what is done in a plan, one thing after another in the order in which it was done, and keeps what is not yet on the
 * server. All that is done at once is undone at once.
 */
export function planWriter({ queries, root, complain }: Options) {
  const cache = planCache(queries, root);
  const calls = planCalls(cache);
  const listeners = new Set<() => void>();
  let state: PlanState = { overlay: noOverlay, history: noHistory, isSaving: false };
  let queue: Promise<void> = Promise.resolve();
  let waiting = 0;
  let wishes = 0;

  function set(change: Partial<PlanState>): void {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  }
  const show = (overlay: Overlay) => set({ overlay });

  /** Nothing overtakes: a move may need the row that the thing before it makes. */
  function enqueue(work: () => Promise<void>): void {
    waiting += 1;
    set({ isSaving: true });
    queue = queue.then(work).finally(() => {
      waiting -= 1;
      if (waiting === 0) set({ isSaving: false });
    });
  }

  /** What all rows hold as soon as all that waits is written. */
  const rows = () => {
    const tasks = cache.tasks().map((task) => underway(task, state.overlay));
    return outlineOf(root, state.overlay.moves.reduce<readonly Task[]>(moved, tasks));
  };

  function edit(edits: readonly Edit[]): Deeds {
    const wanted: Wish[] = edits.flatMap(({ id, change }) => {
      const task = cache.task(id);
      const shown = task && underway(task, state.overlay);
      const needed = shown && differing(shown, change);
      // What was refused before is no longer wished.
      for (const column of columnsOf(change)) show(marked(state.overlay, { id, column }, undefined));
      if (!shown || !needed || columnsOf(needed).length === 0) return [];
      wishes += 1;
      return [{ id, change: needed, before: fieldsOf(shown, columnsOf(needed)), wish: wishes }];
    });
    for (const { id, change, wish } of wanted) show(wished(state.overlay, id, change, wish));
    if (wanted.length > 0) {
      enqueue(() =>
        calls.change(wanted, ({ id, wish }, reason) => {
          show(settled(state.overlay, id, wish, reason));
        }),
      );
    }
    return wanted.map(({ id, before, change }): Deed => ({ kind: 'edit', id, before, after: change }));
  }

  function move(moves: readonly Move[]): Deeds {
    const deeds = moves.flatMap((to): Deed[] => {
      const current = rows();
      const from = placeOf(current, to.id);
      if (!from || !isMove(current, to)) return [];
      show({ ...state.overlay, moves: [...state.overlay.moves, to] });
      enqueue(async () => {
        try {
          await calls.move(to);
        } catch (error) {
          complain(error, 'notMoved');
        } finally {
          show({ ...state.overlay, moves: state.overlay.moves.filter((one) => one !== to) });
        }
      });
      return [{ kind: 'move', from, to }];
    });
    return deeds;
  }

  function exist(ids: readonly string[], there: boolean): Deeds {
    if (ids.length === 0) return [];
    enqueue(() => (there ? calls.restore(ids) : calls.remove(ids)).catch((error: unknown) => complain(error, 'notDeleted')));
    return [{ kind: 'exist', ids, exist: there }];
  }

  /** Makes rows behind the last part of a task. They are undone together with the deeds that belong to it. */
  function create(parent: string, made: readonly NewRow[], deeds: Deeds = []): void {
    const request = idempotencyKey();
    const drafts = made.map((row): Draft => {
      wishes += 1;
      return { key: `new-${wishes}`, request, parent, row };
    });
    show({ ...state.overlay, drafts: [...state.overlay.drafts, ...drafts] });
    send(drafts, deeds);
  }

  function send(drafts: readonly Draft[], deeds: Deeds): void {
    const keys = new Set(drafts.map(({ key }) => key));
    const [first] = drafts;
    if (!first) return;
    enqueue(async () => {
      try {
        const changes = drafts.map(({ row }) => row.change);
        const tasks = await calls.create(first.parent, changes, first.request);
        let overlay: Overlay = { ...state.overlay, drafts: state.overlay.drafts.filter(({ key }) => !keys.has(key)) };
        for (const [index, { id }] of tasks.entries()) {
          for (const { column, text, reason } of drafts[index]?.row.unread ?? [])
            overlay = marked(overlay, { id, column }, { wish: 0, text, reason });
        }
        cache.put(tasks);
        show(overlay);
        record([...deeds, { kind: 'exist', ids: tasks.map(({ id }) => id), exist: true }]);
      } catch (error) {
        record(deeds);
        failed(keys, error);
        complain(error, 'notCreated');
      }
    });
  }

  function failed(keys: ReadonlySet<string>, error: unknown): void {
    const drafts = state.overlay.drafts.map((draft) => (keys.has(draft.key) ? { ...draft, error } : draft));
    show({ ...state.overlay, drafts });
  }

  const record = (deeds: Deeds) => deeds.length > 0 && set({ history: remember(state.history, deeds) });

  function carryOut(deeds: Deeds): void {
    const edits = deeds.filter((deed) => deed.kind === 'edit');
    edit(edits.map(({ id, after }) => ({ id, change: after })));
    move(deeds.flatMap((deed) => (deed.kind === 'move' ? [deed.to] : [])));
    for (const deed of deeds) if (deed.kind === 'exist') exist(deed.ids, deed.exist);
  }

  return {
    state: () => state,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tasks: (plan: { root: Task; tasks: readonly Task[] }) => shownTasks(plan.root, plan.tasks, state.overlay),
    edit: (edits: readonly Edit[]) => void record(edit(edits)),
    move: (moves: readonly Move[]) => void record(move(moves)),
    remove: (ids: readonly string[]) => void record(exist(ids, false)),
    create,
    /** Changes rows and makes others, as one thing. */
    editAndCreate(edits: readonly Edit[], parent: string, made: readonly NewRow[]) {
      const deeds = edit(edits);
      if (made.length > 0) create(parent, made, deeds);
      else record(deeds);
    },
    /** The text of a cell says nothing: it stays to be seen, with the reason. */
    mark: (id: string, column: WrittenColumn, text: string, reason: Reason) =>
      show(marked(state.overlay, { id, column }, { wish: 0, text, reason })),
    /** Shows again what the server has. */
    unmark: (id: string, column: WrittenColumn) => show(marked(state.overlay, { id, column }, undefined)),
    /** Sends rows again that could not be made. */
    retry() {
      const again = state.overlay.drafts.filter(({ error }) => error !== undefined);
      failed(new Set(again.map(({ key }) => key)), undefined);
      for (const request of new Set(again.map((draft) => draft.request)))
        send(
          again.filter((draft) => draft.request === request),
          [],
        );
    },
    /** Gives up the rows that could not be made. */
    discard: () => show({ ...state.overlay, drafts: state.overlay.drafts.filter(({ error }) => error === undefined) }),
    undo() {
      const found = undo(state.history);
      if (!found) return;
      set({ history: found.history });
      carryOut(found.deeds);
    },
    redo() {
      const found = redo(state.history);
      if (!found) return;
      set({ history: found.history });
      carryOut(found.deeds);
    },
  };
}
