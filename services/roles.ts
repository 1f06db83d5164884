import { gateway } from '../gateway/service.js';
import type { Service } from '../kit/chassis.js';
import { auth } from './auth/service.js';
import { notify } from './notify/service.js';
import { org } from './org/service.js';
import { tasks } from './tasks/service.js';
import { time } from './time/service.js';

/** What a role cannot serve without. Every role also asks org and auth for the directory. */
export type Need = 'mongo' | 'kafka' | 'keycloak' | 'smtp';
export type Role = { service: Service; needs: readonly Need[] };

/** Everything that exists, and what it needs: the one table behind --target, the chart and its network policies. */
export const roles = {
  auth: { service: auth, needs: ['mongo', 'kafka', 'keycloak', 'smtp'] },
  org: { service: org, needs: ['mongo', 'kafka', 'keycloak'] },
  tasks: { service: tasks, needs: ['mongo', 'kafka', 'keycloak'] },
  time: { service: time, needs: ['mongo', 'kafka', 'keycloak'] },
  notify: { service: notify, needs: ['mongo', 'kafka', 'keycloak', 'smtp'] },
  gateway: { service: gateway, needs: ['kafka', 'keycloak'] },
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
