import type { Document } from 'mongodb';
import type { Context } from '../../kit/context.js';
import type { Employee } from './employee.js';
import type { Employees } from './employee-store.js';
import { reachOf, superiorOf } from './reporting.js';
import type { Tree } from './tree.js';

type Parts = { context: Context; employees: Employees; tree: Tree };
export type ReportingLine = { superiors: Employee[]; reports: Employee[] };

/** Nobody leads more people directly than a screen can show. */
const MOST_REPORTS = 500;

/** Who the person reports to, up to the top, and who reports to them, as far as the caller may see them. */
export async function reportingLine(person: Employee, parts: Parts): Promise<ReportingLine> {
  const [superiors, reports] = await Promise.all([superiorsOf(person, parts), reportsOf(person, parts)]);
  return { superiors, reports };
}

async function superiorsOf(person: Employee, { context, employees, tree }: Parts): Promise<Employee[]> {
  const line: Employee[] = [];
  const seen = new Set([person._id]);
  for (let next = superiorOf(person, tree); next && !seen.has(next); ) {
    seen.add(next);
    const [superior] = await visible([next], { context, employees });
    if (!superior) break;
    line.push(superior);
    next = superiorOf(superior, tree);
  }
  return line;
}

async function reportsOf({ _id }: Employee, { context, employees, tree }: Parts): Promise<Employee[]> {
  const { departments, heads } = reachOf(_id, tree);
  const where: Document = {
    status: { $ne: 'deactivated' },
    $or: [{ manager: _id }, { manager: '', departments: { $in: departments } }, { _id: { $in: heads } }],
  };
  const { items } = await employees.list(context, { pageSize: MOST_REPORTS, pageToken: '', where });
  return items.filter((employee) => employee._id !== _id && superiorOf(employee, tree) === _id);
}

async function visible(
  ids: readonly string[],
  { context, employees }: Pick<Parts, 'context' | 'employees'>,
): Promise<Employee[]> {
  const where: Document = { _id: { $in: ids } };
  const { items } = await employees.list(context, { pageSize: ids.length, pageToken: '', where });
  return items;
}
