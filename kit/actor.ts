import { createMongoAbility, type MongoAbility } from '@casl/ability';

/** What an operation of the rights matrix is called in code: the words of `atrium.auth.v1.Operation`. */
export type Operation = 'read' | 'create' | 'change' | 'delete' | 'export';
/** The words of `atrium.auth.v1.Module`. */
export type ModuleName = 'people' | 'tasks' | 'company' | 'time';
/** The words of `atrium.auth.v1.Scope`, from the narrowest to the widest. */
export const scopes = ['none', 'own', 'department', 'department_and_below', 'all'] as const;
export type Scope = (typeof scopes)[number];
export type Permission = { module: ModuleName; operation: Operation; scope: Scope };

/** Whoever a request comes from: a person, or a service of Atrium itself. */
export type Actor = {
  /** The OIDC subject. */
  readonly id: string;
  readonly roles: readonly string[];
  /** The names under which things are shared with the actor: "u:SUBJECT", "d:ID" for the own departments and all above. */
  readonly refs: readonly string[];
  /** The departments the actor leads, as head or deputy. */
  readonly leads: readonly number[];
  /** What the matrix allows, as CASL rules over `readers`; guards calls and filters queries alike. */
  readonly ability: MongoAbility;
  /** Whether this is a service of Atrium, not a person. */
  readonly service: boolean;
};

/** People of the company, and its services; guests come from outside. */
export const isInside = (actor: Actor): boolean =>
  actor.service || actor.roles.some((role) => role === 'admin' || role === 'employee');

export const isAdmin = (actor: Actor): boolean => actor.roles.includes('admin');

/** Atrium acting by itself, in jobs and consumers: it sees and may do everything, and stands in no history as a person. */
export const systemActor: Actor = {
  id: 'atrium',
  roles: ['service'],
  refs: [],
  leads: [],
  ability: createMongoAbility([{ action: 'manage', subject: 'all' }]),
  service: true,
};
