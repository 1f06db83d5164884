import type { Service } from '../kit/chassis.js';

/** What a role cannot serve without. Every role also asks org and auth for the directory. */
export type Need = 'mongo' | 'kafka' | 'keycloak' | 'smtp';
/** `load` brings the code of the role, so that a process reads only what it is to be. */
export type Role = { load: () => Promise<Service>; needs: readonly Need[] };

/** Everything that exists, and what it needs: the one table behind --target, the chart and its network policies. */
export const roles = {
  auth: { load: async () => (await import('./auth/service.js')).auth, needs: ['mongo', 'kafka', 'keycloak', 'smtp'] },
  org: { load: async () => (await import('./org/service.js')).org, needs: ['mongo', 'kafka', 'keycloak'] },
  tasks: { load: async () => (await import('./tasks/service.js')).tasks, needs: ['mongo', 'kafka', 'keycloak'] },
  time: { load: async () => (await import('./time/service.js')).time, needs: ['mongo', 'kafka', 'keycloak'] },
  notify: { load: async () => (await import('./notify/service.js')).notify, needs: ['mongo', 'kafka', 'keycloak', 'smtp'] },
  gateway: { load: async () => (await import('../gateway/service.js')).gateway, needs: ['kafka', 'keycloak'] },
} satisfies Record<string, Role>;

export type RoleName = keyof typeof roles;

const isRole = (name: string): name is RoleName => Object.hasOwn(roles, name);

/** The roles that targets name: "all", or some of them. Throws in words on one that does not exist. */
export function rolesOf(wanted: readonly string[]): RoleName[] {
  const names = Object.keys(roles).filter(isRole);
  if (wanted.includes('all')) return names;
  const unknown = wanted.filter((name) => !isRole(name));
  if (unknown.length > 0) throw new Error(`There is no target "${unknown.join('", "')}"; there are: all, ${names.join(', ')}.`);
  return names.filter((name) => wanted.includes(name));
}
