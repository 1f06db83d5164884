import type { Task } from '../../../api/types';

type Node = Pick<Task, 'id' | 'ancestors'>;

export type Branch<Part extends Node> = { readonly task: Part; readonly level: number; readonly hasParts: boolean };

/**
 * Tasks below one task as a tree, each behind its parent. A task whose parent the person may not see stands where the
 * nearest one above stands that they may.
 */
export function branchesOf<Part extends Node>(root: string, tasks: readonly Part[], folded: ReadonlySet<string>): Branch<Part>[] {
  const known = new Set(tasks.map(({ id }) => id));
  const below = new Map<string, Part[]>();
  for (const task of tasks) {
    const parent = task.ancestors.findLast((id) => known.has(id) || id === root) ?? root;
    below.set(parent, [...(below.get(parent) ?? []), task]);
  }
  const walk = (parent: string, level: number): Branch<Part>[] =>
    (below.get(parent) ?? []).flatMap((task) => [
      { task, level, hasParts: below.has(task.id) },
      ...(folded.has(task.id) ? [] : walk(task.id, level + 1)),
    ]);
  return walk(root, 0);
}
