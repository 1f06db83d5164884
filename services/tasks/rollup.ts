import type { Task } from './task.js';

/** What is read of each subtask to add them up. */
export type Part = Pick<
  Task,
  '_id' | 'parent' | 'status' | 'deadline' | 'estimateSeconds' | 'spentSeconds' | 'deletedAt' | 'checklist'
>;

/** What the subtasks of a task come to, at every level, each counted once. */
export type Rollup = {
  readonly subtasks: number;
  readonly completed: number;
  /** Open though their deadline has passed. */
  readonly overdue: number;
  readonly estimateSeconds: number;
  /** 0 to 100, and 100 only where all is done. */
  readonly progressPercent: number;
  /** The latest deadline of those that are open. */
  readonly deadline: Date | undefined;
  readonly spentSeconds: number;
};

/** Work without an estimate, in a tree where some has one, cannot be weighed: then every part weighs the same. */
type Weighed = { work: number; done: number; count: number; doneCount: number; estimated: boolean; estimate: number };

/**
 * Adds up the subtasks below a task. `parts` holds at least the task's whole tree; what is deleted counts for nothing, and
 * neither does what stands below it.
 *
 * Only the ends of the tree are work: where a task has subtasks that are estimated, their estimates count, and not its own.
 */
export function rollupOf(root: number, parts: readonly Part[], now: Date): Rollup | undefined {
  const children = new Map<number, Part[]>();
  for (const part of parts) {
    if (part.deletedAt) continue;
    const siblings = children.get(part.parent);
    if (siblings) siblings.push(part);
    else children.set(part.parent, [part]);
  }
  const below = descendants(root, children);
  if (below.length === 0) return undefined;

  const open = below.filter(({ status }) => status !== 'completed');
  const weighed = new Map<number, Weighed>();
  // From the bottom up: those that are found later lie deeper.
  for (const part of [...below].reverse())
    weighed.set(
      part._id,
      weigh(
        part,
        (children.get(part._id) ?? []).flatMap(({ _id }) => weighed.get(_id) ?? []),
      ),
    );
  const whole = sum((children.get(root) ?? []).flatMap(({ _id }) => weighed.get(_id) ?? []));
  return {
    subtasks: below.length,
    completed: below.length - open.length,
    overdue: open.filter(({ status, deadline }) => status !== 'awaiting_acceptance' && deadline && deadline < now).length,
    estimateSeconds: whole.estimate,
    progressPercent: open.length === 0 ? 100 : Math.min(99, Math.floor(100 * shareDone(whole))),
    deadline: latest(open.flatMap(({ deadline }) => deadline ?? [])),
    spentSeconds: below.reduce((spent, { spentSeconds = 0 }) => spent + spentSeconds, 0),
  };
}

/** All below, level by level; a cycle, which is never written, would end the walk. */
function descendants(root: number, children: ReadonlyMap<number, Part[]>): Part[] {
  const found: Part[] = [];
  const seen = new Set([root]);
  for (let level = [root]; level.length > 0; ) {
    const next = level.flatMap((id) => children.get(id) ?? []).filter(({ _id }) => !seen.has(_id));
    for (const part of next) seen.add(part._id);
    found.push(...next);
    level = next.map(({ _id }) => _id);
  }
  return found;
}

function weigh(part: Part, below: readonly Weighed[]): Weighed {
  const own = part.estimateSeconds ?? 0;
  if (below.length > 0) {
    const parts = sum(below);
    return { ...parts, estimate: parts.estimate || own };
  }
  const done = doneOf(part);
  return { work: own, done: own * done, count: 1, doneCount: done, estimated: own > 0, estimate: own };
}

const nothing: Weighed = { work: 0, done: 0, count: 0, doneCount: 0, estimated: true, estimate: 0 };

const sum = (parts: readonly Weighed[]): Weighed =>
  parts.reduce(
    (total, part) => ({
      work: total.work + part.work,
      done: total.done + part.done,
      count: total.count + part.count,
      doneCount: total.doneCount + part.doneCount,
      estimated: total.estimated && part.estimated,
      estimate: total.estimate + part.estimate,
    }),
    nothing,
  );

const shareDone = ({ work, done, count, doneCount, estimated }: Weighed): number => (estimated ? done / work : doneCount / count);

/** How much of a task is done that has no subtasks: all, or as much as is ticked off. */
function doneOf({ status, checklist = [] }: Part): number {
  if (status === 'completed' || status === 'awaiting_acceptance') return 1;
  return checklist.length === 0 ? 0 : checklist.filter(({ done }) => done).length / checklist.length;
}

const latest = (dates: readonly Date[]): Date | undefined =>
  dates.reduce<Date | undefined>((last, date) => (last && last > date ? last : date), undefined);
