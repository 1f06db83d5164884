import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { RightsServiceDefinition } from '../gen/atrium/auth/v1/auth.js';
import { Department, DepartmentEvent, DirectoryServiceDefinition, Employee, EmployeeEvent } from '../gen/atrium/org/v1/org.js';
import { plainRoles } from '../tests/company.js';
import { type TestIssuer, testIssuer } from '../tests/issuer.js';
import { freePort } from '../tests/listening.js';
import { testLog as log } from '../tests/log.js';
import { until } from '../tests/process.js';
import type { BusEvent } from './bus.js';
import { Directory } from './directory.js';
import { directoryFeed } from './directory-feed.js';
import { unavailable } from './errors.js';
import { grpcClients } from './grpc-client.js';
import { grpcServer } from './grpc-server.js';
import { identity } from './identity.js';

let issuer: TestIssuer;
let port: number;
let directory: Directory;
/** What org has. */
let departments: Partial<Department>[];
let employees: Partial<Employee>[];
let snapshots: number;
let hear: (event: BusEvent) => void;
let gap: () => void;

beforeAll(async () => {
  issuer = await testIssuer();
});
afterAll(() => issuer.close());

beforeEach(async () => {
  port = await freePort();
  directory = new Directory();
  departments = [{ id: 1, version: 1, name: 'Company' }];
  employees = [{ id: 'anna', version: 1, name: 'Anna', departments: [1] }];
  snapshots = 0;
});

/** Org and auth, as far as the feed asks them. */
async function startServer({ failures = 0 } = {}): Promise<void> {
  const verifier = identity({ issuer: issuer.issuer, keysUrl: `${issuer.issuer}/certs`, audience: 'atrium-api' });
  const server = grpcServer({
    host: '127.0.0.1',
    port,
    development: false,
    callsAtOnce: 100,
    identity: verifier,
    directory: new Directory(),
    log,
  });
  server.add(DirectoryServiceDefinition, {
    async *streamDirectory() {
      snapshots += 1;
      yield { departments, employees: [] };
      // A stream that breaks off has told a part.
      if (snapshots <= failures) throw unavailable('STORAGE_AWAY', 'Not now.');
      yield { departments: [], employees };
    },
  });
  const unused = () => Promise.reject(new Error('Only the roles are answered here.'));
  server.add(RightsServiceDefinition, {
    listRoles: async () => ({ roles: plainRoles, nextPageToken: '' }),
    getMyRights: unused,
    updateRole: unused,
  });
  await server.start?.();
  onTestFinished(async () => server.stop?.());
}

function feed() {
  const clients = grpcClients(() => issuer.token({ sub: 'service', roles: ['service'] }));
  const address = `127.0.0.1:${port}`;
  const bus = {
    broadcast(_: readonly string[], handle: (event: BusEvent) => void, onGap?: () => void) {
      hear = handle;
      gap = onGap ?? (() => {});
    },
  };
  const it = directoryFeed({ directory, clients, bus, addresses: { org: address, auth: address }, log });
  onTestFinished(async () => {
    await it.stop?.();
    await clients.stop?.();
  });
  return it;
}

const event = (kind: string, action: string, message: unknown): BusEvent => ({
  id: '1',
  service: 'org',
  kind,
  action,
  subject: '1',
  version: 1,
  audience: [],
  at: new Date(),
  value: Buffer.alloc(0),
  json: () => message,
});
const employeeEvent = (employee: Partial<Employee>) =>
  event('employee', 'updated', EmployeeEvent.toJSON(EmployeeEvent.fromPartial({ employee })));
const departmentEvent = (action: string, department: Partial<Department>) =>
  event('department', action, DepartmentEvent.toJSON(DepartmentEvent.fromPartial({ department })));

test('it holds the snapshot and what events say after it; older events change nothing', async () => {
  await startServer();
  await feed().start?.();
  expect(directory.person('anna')).toMatchObject({ name: 'Anna', departments: [1] });
  expect(directory.actorOf('anna', ['admin']).ability.can('delete', 'people')).toBe(true);
  hear(employeeEvent({ id: 'anna', version: 3, name: 'Anna Petrova', departments: [] }));
  hear(employeeEvent({ id: 'anna', version: 2, name: 'Too late' }));
  hear(departmentEvent('created', { id: 2, version: 1, name: 'Sales' }));
  expect(directory.person('anna')?.name).toBe('Anna Petrova');
  expect(directory.department(2)?.name).toBe('Sales');
  hear(departmentEvent('deleted', { id: 2, version: 2, name: 'Sales' }));
  expect(directory.department(2)).toBeUndefined();
});

test('an event heard before the snapshot has been read wins over what the snapshot says', async () => {
  await startServer();
  const { start } = feed();
  hear(employeeEvent({ id: 'anna', version: 2, name: 'Newer' }));
  hear(departmentEvent('deleted', { id: 1, version: 2 }));
  await start?.();
  expect(directory.person('anna')?.name).toBe('Newer');
  expect(directory.department(1)).toBeUndefined();
});

test('it waits for org that is away, and for a stream that breaks off', async () => {
  const started = feed().start?.();
  let done = false;
  void Promise.resolve(started).then(() => (done = true));
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(done).toBe(false);
  await startServer({ failures: 4 });
  await started;
  expect(directory.person('anna')).toBeDefined();
  expect(snapshots).toBeGreaterThan(4);
});

test('after a gap it asks again, and what has gone meanwhile is gone', async () => {
  await startServer();
  await feed().start?.();
  departments = [{ id: 2, version: 1, name: 'Sales' }];
  employees = [{ id: 'anna', version: 2, name: 'Anna Petrova', departments: [2] }];
  for (let index = 0; index < 5; index++) gap();
  await until('the new one is there', () => directory.person('anna')?.version === 2);
  expect(directory.department(1)).toBeUndefined();
  expect(directory.department(2)?.name).toBe('Sales');
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(snapshots).toBeLessThanOrEqual(3);
});
