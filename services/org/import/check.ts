import { setImmediate } from 'node:timers/promises';
import type { AnyBulkWriteOperation } from 'mongodb';
import { systemActor } from '../../../kit/actor.js';
import { displayName } from '../employee-name.js';
import type { Employees } from '../employee-store.js';
import type { Structure } from '../structure.js';
import type { Tree } from '../tree.js';
import { follow } from './department-path.js';
import { draftOf } from './draft.js';
import { checked, countsOf, type Import } from './import.js';
import type { Imports, Lines } from './import-store.js';
import { fails, type Line, lineId, type Outcome } from './line.js';
import { updated } from './person.js';
import { type Planned, planImport, type Understood } from './plan.js';
import { worldOf } from './world.js';

export type Parts = { imports: Imports; lines: Lines; employees: Employees; structure: Structure };

/** So many lines are worked on before others get their turn. */
const TURN = 200;

/** Lines that fail come behind all others. */
const LAST = 1_000_000;

/** The dry run: finds out for each line what would happen. Nothing changes but the import; doing it again does no harm. */
export async function checkImport(it: Import, { imports, lines, employees, structure }: Parts): Promise<void> {
  const stored = await lines.find({ import: it._id }).sort({ line: 1 }).toArray();
  const understood = await understand(stored, it);
  const drafts = understood.filter((line) => !fails(line)).map(({ draft }) => draft);
  const plans = planImport(understood, await worldOf(employees, drafts));
  const tree = await structure.tree();
  const employeeOf = new Map(plans.map(({ line, employee }) => [line, employee]));
  const outcomes: Outcome[] = [];
  for (let at = 0; at < plans.length; at += TURN) {
    const turn = plans.slice(at, at + TURN);
    const judge = await judgeOf(turn, { employees, tree, employeeOf });
    const writes = turn.map((plan): AnyBulkWriteOperation<Line> => {
      const { line, draft } = plan;
      const outcome = judge(plan);
      outcomes.push(outcome);
      const { problems, manager, employee = '' } = plan;
      const order = outcome === 'fail' ? LAST : plan.level;
      const found = { name: displayName(draft, draft.login), email: draft.email, problems, outcome, order, employee };
      return {
        updateOne: { filter: { _id: lineId(it._id, line) }, update: { $set: { ...found, ...(manager && { manager }) } } },
      };
    });
    await lines.bulkWrite(writes, { ordered: false });
    await setImmediate();
  }
  const context = { actor: systemActor, now: new Date(), automation: 'org/import' };
  await imports.change(context, it._id, (state) => checked(state, countsOf(outcomes)), 'checked');
}

async function understand(stored: readonly Line[], it: Import): Promise<Understood[]> {
  const reading = { ...it, now: new Date() };
  const understood: Understood[] = [];
  for (const { line, cells, broken } of stored) {
    const { draft, problems } = draftOf(cells, reading);
    understood.push({ line, draft, problems: broken ? [broken] : problems });
    if (understood.length % TURN === 0) await setImmediate();
  }
  return understood;
}

type World = { employees: Employees; tree: Tree; employeeOf: ReadonlyMap<number, string | undefined> };

/** Says for each line what it would do, from the people as they are now. */
async function judgeOf(turn: readonly Planned[], { employees, tree, employeeOf }: World): Promise<(plan: Planned) => Outcome> {
  const known = new Map(
    (await employees.load(turn.flatMap(({ employee }) => employee ?? []))).map((employee) => [employee._id, employee]),
  );
  return (plan) => {
    const { draft } = plan;
    if (fails(plan)) return 'fail';
    const employee = plan.employee ? known.get(plan.employee) : undefined;
    if (!employee) return 'create';
    const places = draft.departments?.map((path) => follow(path, tree));
    const manager = plan.manager && ('line' in plan.manager ? employeeOf.get(plan.manager.line) : plan.manager.employee);
    // A department or a manager still to be made is news in any case.
    if (places?.some(({ missing }) => missing.length > 0) || (plan.manager && !manager)) return 'update';
    return updated(employee, draft, { departments: places?.map(({ at }) => at), manager }) === employee ? 'unchanged' : 'update';
  };
}
