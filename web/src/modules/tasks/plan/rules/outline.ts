import type { Task } from '../../../../api/types';
import { branchesOf } from '../../data/subtask-tree';

/** What the place of a task in a plan depends on. */
export type Placed = Pick<Task, 'id' | 'parent' | 'ancestors' | 'position'>;

export type PlanRow<Part extends Placed = Task> = {
  readonly task: Part;
  /** How many levels below the task that is planned it stands: 0 for its own parts. */
  readonly level: number;
  /** "1.2.3" */
  readonly number: string;
  /** The task it is shown below. */
  readonly parent: string;
  readonly hasParts: boolean;
};

/** Siblings stand in the order of their positions; those that never got one by their age. */
const inOrder = (one: Placed, other: Placed) =>
  Number(one.position) - Number(other.position) || Number(one.id) - Number(other.id);

/** All tasks below one, at every level, as the rows of its plan. What is folded hides what is below it. */
export function outlineOf<Part extends Placed>(
  root: string,
  tasks: readonly Part[],
  folded: ReadonlySet<string> = new Set(),
): PlanRow<Part>[] {
  // From the outermost to the one above: how many parts of it have been counted.
  const above = [{ id: root, prefix: '', parts: 0 }];
  return branchesOf(root, tasks.toSorted(inOrder), folded).flatMap(({ task, level, hasParts }) => {
    above.length = level + 1;
    const parent = above[level];
    if (parent === undefined) return [];
    parent.parts += 1;
    const number = `${parent.prefix}${parent.parts}`;
    above.push({ id: task.id, prefix: `${number}.`, parts: 0 });
    return [{ task, level, number, parent: parent.id, hasParts }];
  });
}

/** Of these rows those that stand below no other of them: what is done with them takes the others along. */
export function topmost<Part extends Placed>(rows: readonly PlanRow<Part>[], ids: ReadonlySet<string>): PlanRow<Part>[] {
  return rows.filter(({ task }) => ids.has(task.id) && !task.ancestors.some((id) => ids.has(id)));
}
