import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyCompany, anyParticipants, anyPersonId, departmentOf, directoryOf, personOf } from './company.testing.js';
import { Directory, type DirectoryChange } from './directory.js';
import type { Caller } from './identity.js';

test('the members of departments are the active people who carry their names', () => {
  fc.assert(
    fc.property(anyCompany, anyParticipants, (company, refs) => {
      const directory = directoryOf(company);
      const expected = company.people
        .filter(
          ({ id, active }) =>
            refs.includes(`u:${id}`) || (active && directory.refs(id).some((ref) => ref.startsWith('d:') && refs.includes(ref))),
        )
        .map(({ id }) => id);
      expect([...directory.members(refs)].sort()).toEqual(expected.sort());
    }),
  );
});

test('members follow people who move and departments that move or go', () => {
  const directory = new Directory();
  for (const [id, parent] of [[1, 0], [2, 1], [3, 0]] as const) directory.putDepartment(departmentOf(id, { parent })); // biome-ignore format: a table
  directory.putPerson(personOf('anna', { departments: [2] }));
  expect([...directory.members(['d:1'])]).toEqual(['anna']);
  directory.putPerson(personOf('anna', { departments: [3], version: 2 }));
  expect([...directory.members(['d:1'])]).toEqual([]);
  directory.putDepartment(departmentOf(3, { parent: 1, version: 2 }));
  expect([...directory.members(['d:1'])]).toEqual(['anna']);
  directory.removeDepartment(3);
  expect([...directory.members(['d:1', 'd:3'])]).toEqual([]);
});

test('superiors end, name nobody twice and never the person; each is the superior of the one before', () => {
  fc.assert(
    fc.property(anyCompany, anyPersonId, (company, id) => {
      const directory = directoryOf(company);
      const chain = directory.superiors(id);
      expect(new Set(chain).size).toBe(chain.length);
      expect(chain).not.toContain(id);
      for (const [index, superior] of chain.entries()) {
        const below = chain[index - 1] ?? id;
        expect(directory.superiors(below)[0]).toBe(superior);
        expect(directory.isSuperior(superior, id)).toBe(true);
      }
    }),
  );
});

test('the superior is the named manager, else the head of the department, else of the next one above with another head', () => {
  const directory = new Directory();
  directory.putDepartment(departmentOf(1, { head: 'anna' }));
  directory.putDepartment(departmentOf(2, { parent: 1, head: 'boris' }));
  directory.putPerson(personOf('anna', { departments: [1] }));
  directory.putPerson(personOf('boris', { departments: [2] }));
  directory.putPerson(personOf('chen', { departments: [2] }));
  directory.putPerson(personOf('daria', { departments: [2], manager: 'chen' }));
  expect(directory.superiors('daria')).toEqual(['chen', 'boris', 'anna']);
  expect(directory.superiors('boris')).toEqual(['anna']);
  expect(directory.superiors('anna')).toEqual([]);
  expect(directory.superiors('nobody')).toEqual([]);
});

test('in whatever order news come, the newest stays', () => {
  const versions = fc.shuffledSubarray([1, 2, 3, 4, 5], { minLength: 5 });
  fc.assert(
    fc.property(versions, (order) => {
      const directory = new Directory();
      for (const version of order) {
        directory.putPerson(personOf('anna', { version, name: `Name ${version}` }));
        directory.putDepartment(departmentOf(1, { version, name: `Name ${version}` }));
        directory.putCompany({ version, name: `Name ${version}`, locale: '', timeZone: '', modules: [] });
        directory.putRole({
          id: 'employee',
          version,
          permissions: version === 5 ? [{ module: 'tasks', operation: 'read', scope: 'all' }] : [],
        });
      }
      expect(directory.person('anna')?.name).toBe('Name 5');
      expect(directory.department(1)?.name).toBe('Name 5');
      expect(directory.company()?.name).toBe('Name 5');
      expect(directory.actorOf('anna', ['employee']).ability.can('read', 'tasks')).toBe(true);
    }),
  );
});

test('a department that was removed does not come back by older news', () => {
  const directory = new Directory();
  directory.putDepartment(departmentOf(1));
  directory.removeDepartment(1);
  directory.putDepartment(departmentOf(1, { version: 2 }));
  directory.removeDepartment(2);
  directory.putDepartment(departmentOf(2));
  expect([...directory.departments()]).toEqual([]);
});

test('a circle of departments, which there should never be, ends every walk', () => {
  const directory = new Directory();
  directory.putDepartment(departmentOf(1, { parent: 2 }));
  directory.putDepartment(departmentOf(2, { parent: 1 }));
  directory.putPerson(personOf('anna', { departments: [1] }));
  expect(directory.ancestors(1)).toEqual([1, 2]);
  expect([...directory.members(['d:2'])]).toEqual(['anna']);
  expect(directory.superiors('anna')).toEqual([]);
});

test('an actor is remembered with the token, until the directory changes', () => {
  const directory = new Directory();
  directory.putDepartment(departmentOf(1));
  directory.putPerson(personOf('anna', { departments: [1] }));
  const caller: Caller = { user: 'anna', roles: ['employee'], expiresAt: new Date() };
  const actor = directory.actor(caller);
  expect(actor).toMatchObject({ id: 'anna', roles: ['employee'], refs: ['u:anna', 'd:1'], service: false });
  expect(directory.actor(caller)).toBe(actor);
  directory.putPerson(personOf('anna', { departments: [], version: 2 }));
  expect(directory.actor(caller).refs).toEqual(['u:anna']);
});

test('who listens hears of each change once it is there, and of nothing that changes nothing', () => {
  const directory = new Directory();
  const heard: DirectoryChange[] = [];
  const stop = directory.onChange((change) => {
    if (change.kind === 'employee') expect(directory.person(change.id)).toBeDefined();
    heard.push(change);
  });
  directory.putPerson(personOf('anna'));
  directory.putPerson(personOf('anna'));
  directory.putDepartment(departmentOf(1));
  directory.removeDepartment(1);
  directory.removeDepartment(1);
  stop();
  directory.putPerson(personOf('boris'));
  expect(heard).toEqual([
    { kind: 'employee', id: 'anna' },
    { kind: 'department', id: 1 },
    { kind: 'department', id: 1 },
  ]);
});
