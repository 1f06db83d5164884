import fc from 'fast-check';
import { type DepartmentEntry, Directory, type Person } from './directory.js';

/** Companies of every shape: trees of departments of any depth, people in none, one or several, heads anywhere. */
export type AnyCompany = { departments: DepartmentEntry[]; people: Person[] };

const personIds = ['anna', 'boris', 'chen', 'daria', 'yuna', 'gleb'];
const departmentIds = [1, 2, 3, 4, 5, 6];
const somebody = fc.constantFrom(...personIds);
const somePeople = fc.uniqueArray(somebody, { maxLength: 2 });

export const personOf = (id: string, more: Partial<Person> = {}): Person => ({
  id,
  version: 1,
  name: id,
  email: '',
  departments: [],
  manager: '',
  active: true,
  guest: false,
  locale: '',
  timeZone: '',
  ...more,
});

export const departmentOf = (id: number, more: Partial<DepartmentEntry> = {}): DepartmentEntry => ({
  id,
  version: 1,
  name: '',
  parent: 0,
  head: '',
  deputies: [],
  ...more,
});

/** A department lies below one with a smaller id, or at the top. */
const anyDepartment = (id: number) =>
  fc
    .record({ parent: fc.nat(id - 1), head: fc.oneof(fc.constant(''), somebody), deputies: somePeople })
    .map((more) => departmentOf(id, more));

const anyPerson = (id: string) =>
  fc
    .record({
      departments: fc.uniqueArray(fc.constantFrom(...departmentIds), { maxLength: 2 }),
      manager: fc.oneof({ weight: 3, arbitrary: fc.constant('') }, { weight: 1, arbitrary: somebody }),
      active: fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
    })
    .map((more) => personOf(id, more));

export const anyCompany: fc.Arbitrary<AnyCompany> = fc.record({
  departments: fc.tuple(...departmentIds.map(anyDepartment)),
  people: fc.tuple(...personIds.map(anyPerson)),
});

export const anyPersonId = somebody;

/** Who takes part in something. */
export const anyParticipants = fc.uniqueArray(
  fc.oneof(
    somebody.map((id) => `u:${id}`),
    fc.constantFrom(...departmentIds).map((id) => `d:${id}`),
  ),
  { minLength: 1, maxLength: 4 },
);

export function directoryOf({ departments, people }: AnyCompany): Directory {
  const directory = new Directory();
  for (const department of departments) directory.putDepartment(department);
  for (const person of people) directory.putPerson(person);
  return directory;
}
