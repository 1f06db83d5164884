import type { Client, TsProtoServiceDefinition } from 'nice-grpc';
import { Department, DepartmentServiceDefinition, Employee, EmployeeServiceDefinition } from '../../gen/atrium/org/v1/org.js';
import type { Service } from '../../kit/chassis.js';
import type { Accounts } from '../../services/auth/accounts.js';
import { serveAuth } from '../../services/auth/service.js';
import { roles } from '../../services/roles.js';
import { testProcess, until } from '../process.js';

/**
 * One person for each role and each relation there is to the things of Chen, the author: a task that Chen has set to Dora,
 * Chen's view, notifications, record as an employee, and department.
 */
export const cast = {
  admin: { user: 'anna', roles: ['admin'], department: 'Board' },
  author: { user: 'chen', roles: ['employee'], department: 'Sales' },
  /** Leads the author's department. */
  head: { user: 'boris', roles: ['employee'], department: 'Board' },
  /** Works in the author's department. */
  colleague: { user: 'kira', roles: ['employee'], department: 'Sales' },
  assignee: { user: 'dora', roles: ['employee'], department: 'Engineering' },
  coExecutor: { user: 'egor', roles: ['employee'], department: 'Legal' },
  /** Works in a department that is a co-executor. */
  member: { user: 'mina', roles: ['employee'], department: 'Support' },
  observer: { user: 'fay', roles: ['employee'], department: 'Finance' },
  stranger: { user: 'sasha', roles: ['employee'], department: 'Warehouse' },
  /** From outside, a co-executor. */
  guest: { user: 'gleb', roles: ['guest'], department: '' },
  /** From outside, without any part in it. */
  strangerGuest: { user: 'gina', roles: ['guest'], department: '' },
  service: { user: 'atrium-service', roles: ['service'], department: '' },
} as const;

export type Part = keyof typeof cast;
export const parts = Object.keys(cast).filter((name): name is Part => Object.hasOwn(cast, name));

export const insiders = [
  'admin',
  'author',
  'head',
  'colleague',
  'assignee',
  'coExecutor',
  'member',
  'observer',
  'stranger',
] as const satisfies readonly Part[];
export const guests = ['guest', 'strangerGuest'] as const satisfies readonly Part[];

export type As = <Definition extends TsProtoServiceDefinition>(definition: Definition) => Promise<Client<Definition>>;

/** Every service there is in one process, with the people of the cast in their places. Keycloak alone is stood in for. */
export async function rightsCompany({ withGateway = false } = {}) {
  const { auth: _auth, gateway, ...others } = roles;
  const services = [
    authInMemory,
    ...(await Promise.all(Object.values(others).map(({ load }) => load()))),
    ...(withGateway ? [await gateway.load()] : []),
  ];
  const process = await testProcess(services, { company: null, env: { ATRIUM_RATE_LIMIT_PER_MINUTE: '1000000' } });
  const clients = new Map<string, unknown>();

  /** Calls as one of the cast; a client is made once. */
  function as(part: Part): As {
    const { user, roles: given } = cast[part];
    return <Definition extends TsProtoServiceDefinition>(definition: Definition) => {
      const key = `${part} ${definition.fullName}`;
      const known = clients.get(key) ?? process.as(definition, user, [...given], { email: `${user}@example.com` });
      clients.set(key, known);
      // The key names the definition.
      // eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion
      return known as Promise<Client<Definition>>;
    };
  }

  for (const part of parts) if (part !== 'service') await (await as(part)(EmployeeServiceDefinition)).getMe({});
  const departments = await seated(as('admin'));
  const { directory } = process.chassis;
  await until(
    'everybody is in their place',
    () =>
      parts.every((part) => {
        const id = departments.get(cast[part].department);
        return id === undefined || directory.person(cast[part].user)?.departments.includes(id);
      }),
    60,
  );
  await until('the rights are known', () => directory.actorOf('x', ['guest']).ability.rules.length > 0, 60);
  return { process, as, departments };
}

export type RightsCompany = Awaited<ReturnType<typeof rightsCompany>>;

/** Makes the departments and gives everybody theirs; answers the departments' ids by their names. */
async function seated(admin: As): Promise<Map<string, number>> {
  const [departments, people] = [await admin(DepartmentServiceDefinition), await admin(EmployeeServiceDefinition)];
  const ids = new Map<string, number>();
  for (const { user, department: name } of Object.values(cast)) {
    if (!name) continue;
    const head = name === 'Sales' ? cast.head.user : '';
    const known = ids.get(name);
    const id = known ?? (await departments.createDepartment({ department: Department.fromPartial({ name, head }) })).id;
    ids.set(name, id);
    await people.updateEmployee({ employee: Employee.fromPartial({ id: user, departments: [id] }), updateMask: ['departments'] });
  }
  return ids;
}

/** Auth as it is, over accounts that are there whenever they are asked for. */
const authInMemory: Service = (chassis) => {
  const accounts: Accounts = {
    ensure: (wanted) => Promise.resolve(wanted.map(({ email }) => ({ user: `of-${email}`, created: true, problem: '' }))),
    find: () => Promise.resolve(undefined),
    canSignIn: () => Promise.resolve(false),
    invite: ({ email }) => Promise.resolve(`of-${email}`),
    setEnabled: () => Promise.resolve(true),
  };
  serveAuth(chassis, accounts);
};
