import type { Task } from '../../../../api/types';
import { type TaskChange, withChange } from '../../data/changes';
import { columnsOf } from '../rules/changed';
import { type WrittenColumn, writtenColumns } from '../rules/columns';
import { type Move, moved } from '../rules/moves';
import type { Unreadable } from '../rules/read-cell';

/** Why a cell is not written as it was wished. */
export type Reason =
  | { readonly kind: 'unreadable'; readonly what: Unreadable }
  /** Somebody else has written it first. */
  | { readonly kind: 'stale' }
  | { readonly kind: 'refused'; readonly error: unknown };

/** What a cell shows other than what the server has: while it is written, or because it could not be. */
export type Mark = {
  /** Which wish it is: a later one for the same cell takes its place. */
  readonly wish: number;
  /** What was wished; absent where the text could not be read. */
  readonly change?: TaskChange;
  readonly text?: string;
  readonly reason?: Reason;
};

export type RowMarks = Readonly<Partial<Record<WrittenColumn, Mark>>>;

/** A row that is wished: what it holds, and texts of cells that could not be read. */
export type NewRow = { readonly change: TaskChange; readonly unread?: readonly Unread[] };

type Unread = { readonly column: WrittenColumn; readonly text: string; readonly reason: Reason };

/** A row that is being made, or could not be. */
export type Draft = {
  readonly key: string;
  /** The call that makes it, with others; the same when it is tried again. */
  readonly request: string;
  readonly parent: string;
  readonly row: NewRow;
  readonly error?: unknown;
};

/** What the person has done and the server has not, or not yet. */
export type Overlay = {
  readonly marks: ReadonlyMap<string, RowMarks>;
  readonly moves: readonly Move[];
  readonly drafts: readonly Draft[];
};

export const noOverlay: Overlay = { marks: new Map(), moves: [], drafts: [] };

type Cell = { readonly id: string; readonly column: WrittenColumn };

/** Puts a mark on a cell, or takes it away. */
export function marked(overlay: Overlay, { id, column }: Cell, mark: Mark | undefined): Overlay {
  const { [column]: _, ...others } = overlay.marks.get(id) ?? {};
  const row: RowMarks = mark ? { ...others, [column]: mark } : others;
  const marks = new Map(overlay.marks);
  if (Object.keys(row).length === 0) marks.delete(id);
  else marks.set(id, row);
  return { ...overlay, marks };
}

/** All cells that a change writes, as they are shown until it is answered. */
export const wished = (overlay: Overlay, id: string, change: TaskChange, wish: number): Overlay =>
  columnsOf(change).reduce(
    (after, column) => marked(after, { id, column }, { wish, change: { [column]: change[column] } }),
    overlay,
  );

/** What became of a wish: nothing more to show, or why it was not done. Cells that have a later wish keep theirs. */
export const settled = (overlay: Overlay, id: string, wish: number, reason?: Reason): Overlay =>
  writtenColumns.reduce((after, column) => {
    const mark = after.marks.get(id)?.[column];
    return mark?.wish === wish ? marked(after, { id, column }, reason && { ...mark, reason }) : after;
  }, overlay);

/** A task as far as it is, or is about to be, on the server: without what was refused. */
export function underway(task: Task, overlay: Overlay): Task {
  const marks = Object.values(overlay.marks.get(task.id) ?? {});
  return marks.reduce((shown, { change, reason }) => (change && !reason ? withChange(shown, change) : shown), task);
}

/** The tasks as they are shown: with all that was wished, and the rows that are being made behind their siblings. */
export function shownTasks(root: Task, tasks: readonly Task[], overlay: Overlay): Task[] {
  const written = tasks.map((task) =>
    Object.values(overlay.marks.get(task.id) ?? {}).reduce(
      (shown, { change }) => (change ? withChange(shown, change) : shown),
      task,
    ),
  );
  const placed = overlay.moves.reduce<Task[]>((current, move) => moved(current, move), written);
  return [...placed, ...overlay.drafts.map((draft, index) => draftTask(root, placed, draft, index))];
}

/** Behind whatever has a position. */
const last = 2 ** 52;

function draftTask(root: Task, tasks: readonly Task[], { key, parent, row }: Draft, index: number): Task {
  const above = tasks.find(({ id }) => id === parent) ?? root;
  const empty: Task = {
    ...root,
    id: key,
    parent: above.id,
    ancestors: [...above.ancestors, above.id],
    position: String(last + index),
    status: 'TASK_STATUS_NEW',
    title: '',
    deadline: undefined,
    plannedStart: undefined,
    plannedEnd: undefined,
    estimateSeconds: '0',
    priority: 'PRIORITY_MEDIUM',
    tags: [],
    rollup: undefined,
    allowedActions: [],
  };
  return withChange(empty, row.change);
}

export const isDraft = (id: string): boolean => id.startsWith('new-');
