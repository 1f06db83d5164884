import type { ModuleName, Operation, Permission, Scope } from '../../kit/actor.js';

type Rights = Readonly<Record<ModuleName, Readonly<Record<Operation, Scope>>>>;

const everything: Record<Operation, Scope> = { read: 'all', create: 'all', change: 'all', delete: 'all', export: 'all' };
const nothing: Record<Operation, Scope> = { read: 'none', create: 'none', change: 'none', delete: 'none', export: 'none' };

/** What each role may do in a new installation. Administrators change it afterwards, save for their own role. */
const defaults: Readonly<Record<string, Rights>> = {
  admin: { people: everything, tasks: everything, company: everything, time: everything },
  employee: {
    people: { ...nothing, read: 'all' },
    tasks: { read: 'own', create: 'all', change: 'own', delete: 'own', export: 'own' },
    company: { ...nothing, read: 'all' },
    time: { read: 'own', create: 'own', change: 'own', delete: 'own', export: 'own' },
  },
  // People from outside see themselves and what they take part in.
  guest: {
    people: { ...nothing, read: 'own' },
    tasks: { ...nothing, read: 'own', change: 'own' },
    company: { ...nothing, read: 'all' },
    time: nothing,
  },
};

export const roleIds: readonly string[] = Object.keys(defaults);

/** Every cell of a role's matrix. */
export function defaultPermissions(role: string): Permission[] {
  const rights = defaults[role];
  if (!rights) throw new Error(`There is no role ${role}.`);
  return modules.flatMap((module) => operations.map((operation) => ({ module, operation, scope: rights[module][operation] })));
}

export const modules: readonly ModuleName[] = ['people', 'tasks', 'company', 'time'];
export const operations: readonly Operation[] = ['read', 'create', 'change', 'delete', 'export'];
