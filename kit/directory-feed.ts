import { RightsServiceDefinition, RoleEvent, type Role } from '../gen/atrium/auth/v1/auth.js';
import {
  type Company,
  CompanyEvent,
  type Department,
  DepartmentEvent,
  DirectoryServiceDefinition,
  type Employee,
  EmployeeEvent,
  EmployeeStatus,
} from '../gen/atrium/org/v1/org.js';
import { type ModuleName, type Operation, type Permission, scopes } from './actor.js';
import type { Bus, BusEvent } from './bus.js';
import type { Directory } from './directory.js';
import type { Clients } from './grpc-client.js';
import { pause } from './pause.js';
import type { Module } from './lifecycle.js';
import type { Log } from './log.js';

type Options = {
  directory: Directory;
  clients: Clients;
  bus: Pick<Bus, 'broadcast'>;
  addresses: { org: string; auth: string };
  log: Log;
};

/** Until it has filled the directory once, nobody's rights are known. */
export type DirectoryFeed = Module & { isFilled(): boolean };

/**
 * Fills the directory from org and auth, then keeps it fresh by their events. It hears events from before it asks for
 * the snapshot, and versions tell old from new, so nothing falls between. After a gap it asks again.
 */
export function directoryFeed({ directory, clients, bus, addresses, log }: Options): DirectoryFeed {
  const org = clients.client(DirectoryServiceDefinition, addresses.org);
  const auth = clients.client(RightsServiceDefinition, addresses.auth);
  const stopping = new AbortController();

  /** The load last asked for, and whether it has yet to begin. */
  let last = Promise.resolve();
  let waiting = false;
  let filled = false;

  bus.broadcast(['org', 'auth'], (event) => applyEvent(directory, event), loadAgain);

  async function snapshot(): Promise<void> {
    const signal = stopping.signal;
    const unseen = new Set([...directory.departments()].map(({ id }) => id));
    for await (const batch of org.streamDirectory({}, { signal })) {
      for (const department of batch.departments) {
        directory.putDepartment(departmentEntry(department));
        unseen.delete(department.id);
      }
      for (const employee of batch.employees) directory.putPerson(person(employee));
      if (batch.company) directory.putCompany(companyEntry(batch.company));
    }
    for (const id of unseen) directory.removeDepartment(id);
    const { roles } = await auth.listRoles({ pageSize: 500 }, { signal });
    for (const role of roles) directory.putRole(roleEntry(role));
    filled = true;
  }

  /** Asks until it is answered: without people and rights nobody can be served. */
  async function load(): Promise<void> {
    for (let attempt = 1; !stopping.signal.aborted; attempt++) {
      try {
        await snapshot();
        return;
      } catch (error) {
        if (stopping.signal.aborted) return;
        if (attempt === 10) log.warn({ err: error }, 'The directory cannot be had from org and auth yet; asking on');
        await pause(Math.min(1_000, 100 * attempt), stopping.signal);
      }
    }
  }

  /** A snapshot that is under way may have been read before the gap: another follows it, one for all gaps until it begins. */
  function loadAgain(): void {
    if (waiting) return;
    waiting = true;
    last = last.then(() => {
      waiting = false;
      return load();
    });
  }

  function start(): Promise<void> {
    last = load();
    return last;
  }

  return { name: 'directory', isFilled: () => filled, start, stop: () => stopping.abort() };
}

/** Puts what an event of org or auth says into the directory; older news than it has change nothing. */
export function applyEvent(directory: Directory, event: BusEvent): void {
  switch (event.kind) {
    case 'employee': {
      const { employee } = EmployeeEvent.fromJSON(event.json());
      if (employee) directory.putPerson(person(employee));
      return;
    }
    case 'department': {
      const { department } = DepartmentEvent.fromJSON(event.json());
      if (!department) return;
      if (event.action === 'deleted') directory.removeDepartment(department.id);
      else directory.putDepartment(departmentEntry(department));
      return;
    }
    case 'company': {
      const { company } = CompanyEvent.fromJSON(event.json());
      if (company) directory.putCompany(companyEntry(company));
      return;
    }
    case 'role': {
      const { role } = RoleEvent.fromJSON(event.json());
      if (role) directory.putRole(roleEntry(role));
    }
  }
}

const person = (employee: Employee) => ({
  id: employee.id,
  version: employee.version,
  name: employee.name,
  email: employee.email,
  departments: employee.departments,
  manager: employee.manager,
  active: employee.status !== EmployeeStatus.EMPLOYEE_STATUS_DEACTIVATED,
  guest: employee.guest,
  locale: employee.locale,
  timeZone: employee.timeZone,
});

const departmentEntry = ({ id, version, name, parent, head, deputies }: Department & { version?: number }) => ({
  id,
  version: version ?? 0,
  name,
  parent,
  head,
  deputies,
});

const companyEntry = ({ version, name, locale, timeZone, modules, calendar }: Company) => ({
  version,
  name,
  locale,
  timeZone,
  modules,
  calendar,
});

const roleEntry = ({ id, version, permissions }: Role) => ({
  id,
  version,
  permissions: permissions.flatMap((permission): Permission[] => {
    const module = moduleNames[permission.module];
    const operation = operationNames[permission.operation];
    const wanted: string = permission.scope;
    const scope = scopes.find((name) => wanted === `SCOPE_${name.toUpperCase()}`);
    return module && operation && scope ? [{ module, operation, scope }] : [];
  }),
});

const moduleNames: Readonly<Record<string, ModuleName>> = {
  MODULE_PEOPLE: 'people',
  MODULE_TASKS: 'tasks',
  MODULE_COMPANY: 'company',
  MODULE_TIME: 'time',
};
const operationNames: Readonly<Record<string, Operation>> = {
  OPERATION_READ: 'read',
  OPERATION_CREATE: 'create',
  OPERATION_CHANGE: 'change',
  OPERATION_DELETE: 'delete',
  OPERATION_EXPORT: 'export',
};
