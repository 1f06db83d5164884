import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { accessible, may, mayAny } from './ability.js';
import { type Actor, type Operation, type Permission, type Scope, scopes, systemActor } from './actor.js';
import { anyCompany, anyParticipants, anyPersonId, directoryOf } from './company.testing.js';
import type { Directory } from './directory.js';

const anyScope = fc.constantFrom<Scope>(...scopes);
const roleWith = (scope: Scope, operation: Operation = 'read'): Permission => ({ module: 'tasks', operation, scope });

function actorWith(directory: Directory, id: string, ...permissions: Permission[]): Actor {
  for (const [index, permission] of permissions.entries())
    directory.putRole({ id: `role-${index}`, version: 1, permissions: [permission] });
  return directory.actorOf(
    id,
    permissions.map((_, index) => `role-${index}`),
  );
}

/** The same as the query, on one document. */
function matches(actor: Actor, readers: readonly string[]): boolean {
  const query = z
    .object({ readers: z.object({ $in: z.array(z.string()) }).optional() })
    .parse(accessible(actor, 'read', 'tasks'));
  return query.readers === undefined || query.readers.$in.some((key) => readers.includes(key));
}

/** What the rights matrix says in words, without keys. */
function sees(directory: Directory, user: string, participants: readonly string[], scope: Scope): boolean {
  if (scope === 'none') return false;
  if (scope === 'all') return true;
  const places = participants.flatMap((ref) =>
    ref.startsWith('d:') ? [Number(ref.slice(2))] : (directory.person(ref.slice(2))?.departments ?? []),
  );
  const someoneWithin = (department: number) => places.some((place) => directory.ancestors(place).includes(department));
  const takesPart = participants.some((ref) => directory.refs(user).includes(ref));
  const own = takesPart || directory.leads(user).some(someoneWithin);
  const departments = directory.person(user)?.departments ?? [];
  if (scope === 'own') return own;
  if (scope === 'department') return own || departments.some((id) => places.includes(id));
  return own || departments.some(someoneWithin);
}

test('whether one may see a thing is, by its keys, what the matrix says in words; the guard and the query agree', () => {
  fc.assert(
    fc.property(anyCompany, anyPersonId, anyParticipants, anyScope, (company, id, participants, scope) => {
      const directory = directoryOf(company);
      const actor = actorWith(directory, id, roleWith(scope));
      const readers = directory.readers(participants);
      const expected = sees(directory, id, participants, scope);
      expect(matches(actor, readers)).toBe(expected);
      expect(may(actor, 'read', 'tasks', { readers })).toBe(expected);
    }),
    { numRuns: 500 },
  );
});

test('a wider scope shows what a narrower one does, and several roles show together what each shows', () => {
  fc.assert(
    fc.property(anyCompany, anyPersonId, anyParticipants, anyScope, anyScope, (company, id, participants, first, second) => {
      const directory = directoryOf(company);
      const readers = directory.readers(participants);
      const shown = (...wanted: Scope[]) =>
        matches(actorWith(directoryOf(company), id, ...wanted.map((scope) => roleWith(scope))), readers);
      expect(shown(first, second)).toBe(shown(first) || shown(second));
      if (scopes.indexOf(first) <= scopes.indexOf(second) && shown(first)) expect(shown(second)).toBe(true);
    }),
  );
});

test('a right to one operation or module gives none to another', () => {
  const actor = actorWith(directoryOf({ departments: [], people: [] }), 'anna', roleWith('all', 'change'));
  expect(mayAny(actor, 'change', 'tasks')).toBe(true);
  for (const operation of ['read', 'create', 'delete', 'export'] as const) expect(mayAny(actor, operation, 'tasks')).toBe(false);
  expect(mayAny(actor, 'change', 'people')).toBe(false);
  expect(accessible(actor, 'read', 'tasks')).toEqual({ readers: { $in: [] } });
});

test('the system itself sees everything', () => {
  expect(accessible(systemActor, 'read', 'people')).toEqual({});
  expect(may(systemActor, 'delete', 'tasks', { readers: [] })).toBe(true);
});
