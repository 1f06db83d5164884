import { Department, DepartmentServiceDefinition, Employee, EmployeeServiceDefinition } from '../../gen/atrium/org/v1/org.js';
import { testProcess } from '../../tests/process.js';
import { testAccounts } from './auth.testing.js';
import { org } from './service.js';

export const request = (employee: Partial<Employee>) => ({ employee: Employee.fromPartial(employee) });

/** A process with org and a stand-in for auth, where Anna administers. */
export async function orgProcess() {
  const auth = testAccounts();
  const process = await testProcess([org, auth.service], { company: null });
  const as = (user: string, roles?: string[], claims = {}) => process.as(EmployeeServiceDefinition, user, roles, claims);
  const people = await as('anna', ['admin'], { given_name: 'Анна', family_name: 'Петрова', email: 'Anna@Example.com' });
  const departments = await process.as(DepartmentServiceDefinition, 'anna', ['admin']);
  await people.getMe({});

  return {
    process,
    auth,
    as,
    /** What Anna may do with people and departments. */
    people,
    departments,
    /** Somebody new with these fields, signed in. */
    async newcomer(user: string, change: Partial<Employee> = {}) {
      const client = await as(user, ['employee'], { email: `${user}@example.com` });
      await client.getMe({});
      if (Object.keys(change).length > 0) await people.updateEmployee(request({ id: user, ...change }));
      return client;
    },
    async department(name: string, parent = 0, head = ''): Promise<number> {
      return (await departments.createDepartment({ department: Department.fromPartial({ name, parent, head }) })).id;
    },
  };
}

export type OrgProcess = Awaited<ReturnType<typeof orgProcess>>;
