import type { Department } from '../../api/types';

/** A department with those below it. */
export type Branch = { readonly department: Department; readonly depth: number; readonly children: readonly Branch[] };

/** The parent of a department at the top. */
export const top = '0';

/** Siblings by their position, then by name. A department whose parent the caller may not see stands at the top. */
export function treeOf(departments: readonly Department[]): Branch[] {
  const known = new Set(departments.map(({ id }) => id));
  const placed = departments.map((department) => ({
    department,
    parent: known.has(department.parent) ? department.parent : top,
  }));
  const branches = (above: string, depth: number): Branch[] =>
    placed
      .flatMap(({ department, parent }) => (parent === above ? [department] : []))
      .sort((a, b) => a.position - b.position || a.name.localeCompare(b.name))
      .map((department) => ({ department, depth, children: branches(department.id, depth + 1) }));
  return branches(top, 0);
}

/** All departments from the top down, each before those below it. */
export const walk = (branches: readonly Branch[]): Branch[] => branches.flatMap((branch) => [branch, ...walk(branch.children)]);

export const findBranch = (branches: readonly Branch[], id: string): Branch | undefined =>
  walk(branches).find(({ department }) => department.id === id);

/** The department and all below it. */
export const idsOf = (branch: Branch): Set<string> => new Set(walk([branch]).map(({ department }) => department.id));

/** People of the department and of all below it; who belongs to two of them counts twice. */
export const headcount = (branch: Branch): number =>
  walk([branch]).reduce((sum, { department }) => sum + department.employeeCount, 0);

/** The departments from the top down to this one. */
export function pathTo(departments: readonly Department[], id: string): Department[] {
  const path: Department[] = [];
  let current = departments.find((department) => department.id === id);
  while (current && !path.includes(current)) {
    path.unshift(current);
    const { parent } = current;
    current = departments.find((department) => department.id === parent);
  }
  return path;
}
