import { createMongoAbility, type MongoAbility, type RawRuleOf, subject } from '@casl/ability';
import type { Document, Filter } from 'mongodb';
import { z } from 'zod';
import type { Actor, ModuleName, Operation, Permission, Scope } from './actor.js';

/**
 * What stands in `readers` of whatever the rights matrix covers, so that "may I see it" is one indexed query:
 *
 * - "u:SUBJECT", "d:ID": the people and departments that take part,
 * - "in:ID": somebody who takes part belongs to the department,
 * - "under:ID": somebody who takes part belongs to the department or to one below it.
 */
export type Standing = {
  refs: readonly string[];
  /** The person's own departments. */
  departments: readonly number[];
  /** The departments the person leads, as head or deputy. */
  leads: readonly number[];
};

/** The keys in `readers` that a scope opens; 'all' where it opens everything. Who leads a department sees what its people take part in. */
export function keysOf(scope: Scope, { refs, departments, leads }: Standing): string[] | 'all' {
  const own = [...refs, ...leads.map((id) => `under:${id}`)];
  switch (scope) {
    case 'none':
      return [];
    case 'own':
      return own;
    case 'department':
      return [...own, ...departments.map((id) => `in:${id}`)];
    case 'department_and_below':
      return [...own, ...departments.map((id) => `under:${id}`)];
    case 'all':
      return 'all';
  }
}

/** The rights of all roles of a person together: where two speak of the same operation, each opens what it opens. */
export function abilityOf(permissions: readonly Permission[], standing: Standing): MongoAbility {
  const rules = permissions.flatMap(({ module, operation, scope }): RawRuleOf<MongoAbility>[] => {
    const keys = keysOf(scope, standing);
    if (keys === 'all') return [{ action: operation, subject: module }];
    return keys.length === 0 ? [] : [{ action: operation, subject: module, conditions: { readers: { $in: keys } } }];
  });
  return createMongoAbility(rules);
}

/** The query that only what the actor may do `operation` with passes: one `$in` over one index, or nothing to filter. */
export function accessible(actor: Actor, operation: Operation, module: ModuleName): Filter<Document> {
  const rules = actor.ability.rulesFor(operation, module);
  if (rules.some((rule) => !rule.conditions)) return {};
  const keys = rules.flatMap((rule) => ReadersCondition.parse(rule.conditions).readers.$in);
  return { readers: { $in: [...new Set(keys)] } };
}

const ReadersCondition = z.object({ readers: z.object({ $in: z.array(z.string()) }) });

/** Whether the actor leads a department, or one above it, of somebody who takes part in a thing that has these readers. */
export const leadsWithin = (actor: Pick<Actor, 'leads'>, { readers }: { readers: readonly string[] }): boolean =>
  actor.leads.some((id) => readers.includes(`under:${id}`));

/** Whether the actor may do `operation` with a thing that has these readers. */
export const may = (actor: Actor, operation: Operation, module: ModuleName, thing: { readers: readonly string[] }): boolean =>
  actor.ability.can(operation, subject(module, { readers: thing.readers }));

/** Whether the actor may do `operation` at all. */
export const mayAny = (actor: Actor, operation: Operation, module: ModuleName): boolean => actor.ability.can(operation, module);
