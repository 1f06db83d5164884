import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EmployeeServiceDefinition } from '../../gen/atrium/org/v1/org.js';
import { Refusal } from '../../kit/errors.js';
import { registry } from '../../kit/registry.js';
import { type Caller, callerOf } from '../../gateway/rest/call.js';
import { until } from '../process.js';
import { cast, type RightsCompany, rightsCompany } from './company.js';
import { expected, found, type Table } from './matrix.js';
import { PATIENCE_SECONDS, type Stage, stageOf } from './stage.js';
import { authTable } from './tables/auth.js';
import { notifyTable } from './tables/notify.js';
import { companyTable, importTable } from './tables/org.js';
import { peopleTable } from './tables/people.js';
import { taskTable } from './tables/tasks.js';
import { timeTable } from './tables/time.js';
import { viewTable } from './tables/views.js';

const table: Table = {
  ...authTable,
  ...companyTable,
  ...importTable,
  ...notifyTable,
  ...peopleTable,
  ...taskTable,
  ...timeTable,
  ...viewTable,
};

/** Every method of the contract. */
const methods = [...registry].flatMap((type) =>
  type.kind === 'service' && type.typeName.startsWith('atrium.')
    ? type.methods.map(({ name }) => `${type.typeName}/${name}`)
    : [],
);

let company: RightsCompany;
let stage: Stage;
let raw: Caller;
beforeAll(async () => {
  company = await rightsCompany();
  stage = stageOf(company);
  raw = callerOf(`127.0.0.1:${company.process.chassis.grpcPort()}`);
});
afterAll(async () => {
  raw.close();
  await company.process.stop();
});

test('the table says of every method of the contract who may call it, and of no other', () => {
  expect(Object.keys(table).sort()).toEqual([...methods].sort());
});

describe.each(Object.entries(table))('%s', { timeout: 120_000 }, (_, rows) => {
  test.each(rows.map((row) => [row.about ?? 'for everybody', row] as const))('%s', async (_about, row) => {
    expect(await found(row, company.as, stage)).toEqual(expected(row));
  });
});

/** Why the method refuses whoever brings this token, before it has looked at the request. */
async function reasonFor(method: string, token: string): Promise<string> {
  const client = new ServerResponse(new IncomingMessage(new Socket()));
  const options = { token, requestId: 'matrix', isRead: false, isRepeatable: false, client };
  const refusal = await raw.call(`/${method}`, new Uint8Array(), options).catch((error: unknown) => error);
  return refusal instanceof Refusal ? refusal.reason : 'carried out';
}

describe('no method serves', { timeout: 120_000 }, () => {
  const outsiders: [string, string, () => Promise<string>][] = [
    ['who brings no token', 'TOKEN_MISSING', () => Promise.resolve('')],
    ['a token for another audience', 'TOKEN_INVALID', () => tokenOf({ audience: 'account' })],
    ['a token of another issuer', 'TOKEN_INVALID', () => tokenOf({ issuer: 'https://elsewhere.example' })],
    ['a token that has expired', 'TOKEN_EXPIRED', () => tokenOf({ expiresIn: -1 })],
    ['people of the realm without a role', 'NO_ROLE', () => company.process.issuer.token({ sub: 'nora', roles: ['customer'] })],
    ['who has left the company', 'DEACTIVATED', () => left()],
  ];

  const tokenOf = (overrides: { audience?: string; issuer?: string; expiresIn?: number }) =>
    company.process.issuer.token({ sub: cast.admin.user, roles: ['admin'] }, overrides);

  async function left(): Promise<string> {
    const id = await stage.newcomer();
    await (await company.as('admin')(EmployeeServiceDefinition)).deactivateEmployee({ id });
    await until('it is known everywhere', () => company.process.chassis.directory.person(id)?.active === false, PATIENCE_SECONDS);
    return company.process.issuer.token({ sub: id, roles: ['admin'] });
  }

  test.each(outsiders)('%s', async (_, reason, makeToken) => {
    const token = await makeToken();
    for (const method of methods) expect([method, await reasonFor(method, token)]).toEqual([method, reason]);
  });
});
