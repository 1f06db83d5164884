import type { DirectoryServiceDefinition } from '../../gen/atrium/org/v1/org.js';
import type { Context } from '../../kit/context.js';
import { denied } from '../../kit/errors.js';
import type { Implementation } from '../../kit/grpc-server.js';
import { systemActor } from '../../kit/actor.js';
import type { Aggregate } from '../../kit/aggregate.js';
import type { Stored } from '../../kit/events.js';
import { COMPANY } from './company.js';
import { type Companies, companyMessage } from './company-store.js';
import { type Departments, departmentMessage } from './department-store.js';
import { employeeMessage, type Employees } from './employee-store.js';

type Parts = { companies: Companies; departments: Departments; employees: Employees };

const BATCH = 500;

/** The snapshot every process of Atrium keeps. It knows everybody, so it is for services alone. */
export const directoryApi = ({
  companies,
  departments,
  employees,
}: Parts): Implementation<typeof DirectoryServiceDefinition> => ({
  async *streamDirectory(_, context) {
    if (!context.actor.service) throw denied('read');
    const whole = { ...context, actor: systemActor };
    const company = await companies.get(whole, COMPANY);
    yield { company: companyMessage(company), departments: [], employees: [] };
    for await (const batch of batches(departments, whole))
      yield { departments: batch.map((it) => departmentMessage(it)), employees: [] };
    for await (const batch of batches(employees, whole))
      yield { departments: [], employees: batch.map((it) => employeeMessage(it)) };
  },
});

async function* batches<State extends Stored>(aggregate: Aggregate<State>, context: Context): AsyncGenerator<State[]> {
  for (let pageToken = ''; ; ) {
    const page = await aggregate.list(context, { pageSize: BATCH, pageToken, orderBy: 'id asc' });
    if (page.items.length > 0) yield page.items;
    if (!page.nextPageToken) return;
    pageToken = page.nextPageToken;
  }
}
