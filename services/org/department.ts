import { may } from '../../kit/ability.js';
import { type Actor, isInside } from '../../kit/actor.js';
import { denied, invalid, refused } from '../../kit/errors.js';
import type { Stored } from '../../kit/events.js';
import { type Node, pathText, type Tree } from './tree.js';

export type Department = Stored<number> & Node & { readonly position: number };

/** What people write of a department. Its place in the tree is a matter of `move`. */
export type DepartmentContent = Pick<Department, 'name' | 'head' | 'deputies' | 'position'>;

export type DepartmentAction = 'update' | 'move' | 'delete';

/** The structure is everyone's, so only who may change everybody may change it. */
export const mayShapeCompany = (actor: Actor): boolean => may(actor, 'change', 'people', { readers: [] });

/** The structure is for people of the company; a guest would learn its people and plans from it. */
export const maySeeStructure = isInside;

export const departmentActions = (actor: Actor): DepartmentAction[] =>
  mayShapeCompany(actor) ? ['update', 'move', 'delete'] : [];

export function allowShaping(actor: Actor, action: DepartmentAction | 'create'): void {
  if (!mayShapeCompany(actor)) throw denied(action);
}

export function createDepartment(
  id: number,
  content: DepartmentContent & Pick<Department, 'parent'>,
  actor: Actor,
): Omit<Department, 'version' | 'changedAt'> {
  allowShaping(actor, 'create');
  return { ...checked(content), _id: id, parent: content.parent };
}

export function updateDepartment(department: Department, change: Partial<DepartmentContent>, actor: Actor): Department {
  allowShaping(actor, 'update');
  return { ...department, ...checked({ ...department, ...change }) };
}

/** Hangs the department under another one. Whether the tree stays a tree is asked of `requirePlace`, with the tree at hand. */
export function moveDepartment(department: Department, place: Pick<Department, 'parent' | 'position'>, actor: Actor): Department {
  allowShaping(actor, 'move');
  if (department.parent === place.parent && department.position === place.position) return department;
  return { ...department, ...place };
}

/** The place of a department must exist, and must not lie below the department itself. `tree` is the one it has left. */
export function requirePlace(tree: Tree, id: number, parent: number): void {
  if (parent === 0) return;
  const path = tree.path(parent);
  if (path.length === 0) throw invalid('UNKNOWN_DEPARTMENT', `There is no department ${parent}.`, 'parent');
  if (path.some((above) => above._id === id))
    throw refused('DEPARTMENT_CYCLE', `A department cannot lie below itself: ${pathText(path)}.`, { path: pathText(path) });
}

/** Only an empty department is deleted, so that nobody and nothing is lost with it. */
export function requireEmpty(people: number, departments: number): void {
  if (people === 0 && departments === 0) return;
  throw refused('DEPARTMENT_NOT_EMPTY', `The department still has ${people} people and ${departments} departments below it.`, {
    people: String(people),
    departments: String(departments),
  });
}

function checked<Written extends DepartmentContent>(content: Written): Written {
  const name = content.name.trim();
  if (!name) throw invalid('NAME_REQUIRED', 'A department needs a name.', 'department.name');
  return { ...content, name, deputies: content.deputies.filter((deputy) => deputy !== content.head) };
}
