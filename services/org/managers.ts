import type { ClientSession } from 'mongodb';
import { invalid, refused } from '../../kit/errors.js';
import type { Employees } from './employee-store.js';
import type { Structure } from './structure.js';

export type ManagerProblem = 'UNKNOWN_PERSON' | 'MANAGER_CYCLE';

/** Who names whom as manager, as one transaction reads and writes it; each person is read once. */
export type Managers = {
  /** Why somebody cannot be the manager of the person; undefined where they can, and that holds until the transaction ends. */
  problem(person: string, manager: string): Promise<ManagerProblem | undefined>;
  /** Throws the problem. */
  require(person: string, manager: string): Promise<void>;
  /** What the transaction has written. */
  note(person: string, manager: string): void;
};

/** More managers one above another than any company has. */
const DEEPEST = 100;

export function managersIn(
  session: ClientSession,
  { employees, structure }: { employees: Employees; structure: Structure },
): Managers {
  /** The manager of each person; undefined where there is no such person. */
  const known = new Map<string, string | undefined>();
  let alone: Promise<void> | undefined;

  async function managerOf(person: string): Promise<string | undefined> {
    if (known.has(person)) return known.get(person);
    const found = await employees.documents.findOne({ _id: person }, { projection: { manager: 1 }, session });
    known.set(person, found?.manager);
    return found?.manager;
  }

  async function problem(person: string, manager: string): Promise<ManagerProblem | undefined> {
    await (alone ??= structure.alone('managers', session));
    let above: string | undefined = manager;
    for (let steps = 0; above && steps < DEEPEST; steps++) {
      if (above === person) return 'MANAGER_CYCLE';
      const next: string | undefined = await managerOf(above);
      if (next === undefined && above === manager) return 'UNKNOWN_PERSON';
      above = next;
    }
    return undefined;
  }

  return {
    problem,
    async require(person, manager) {
      const found = await problem(person, manager);
      if (found === 'UNKNOWN_PERSON') throw invalid(found, `There is nobody ${manager} who works here.`, 'employee.manager');
      if (found === 'MANAGER_CYCLE')
        throw refused(found, 'The manager reports to this person already, directly or through others.');
    },
    note: (person, manager) => {
      known.set(person, manager);
    },
  };
}
