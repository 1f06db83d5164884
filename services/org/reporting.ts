import type { Employee } from './employee.js';
import type { Node, Tree } from './tree.js';

type Placed = Pick<Employee, '_id' | 'manager' | 'departments'>;

/** Who the person reports to: the named manager, else the head of the department, else of one above it. The same as kit/directory.ts says. */
export function superiorOf({ _id, manager, departments }: Placed, tree: Tree): string | undefined {
  if (manager) return manager;
  for (const department of departments) for (const { head } of tree.path(department)) if (head && head !== _id) return head;
  return undefined;
}

/** Where people can be who report to this head without naming a manager. */
export type Reach = { departments: number[]; heads: string[] };

/** The departments the person leads with those below that nobody else leads; and who leads the next ones below. */
export function reachOf(head: string, tree: Tree): Reach {
  const reach: Reach = { departments: [], heads: [] };
  const waiting: Node[] = [...tree.all()].filter((node) => node.head === head);
  const seen = new Set<number>();
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (seen.has(node._id)) continue;
    seen.add(node._id);
    if (node.head && node.head !== head) {
      reach.heads.push(node.head);
      continue;
    }
    reach.departments.push(node._id);
    waiting.push(...tree.children(node._id));
  }
  return reach;
}
