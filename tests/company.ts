import { Module, Operation, type Role, RightsServiceDefinition, Scope } from '../gen/atrium/auth/v1/auth.js';
import { DirectoryServiceDefinition, Employee, EmployeeStatus } from '../gen/atrium/org/v1/org.js';
import type { Service } from '../kit/chassis.js';
import type { DepartmentEntry } from '../kit/directory.js';

export type TestPerson = {
  id: string;
  name?: string;
  departments?: number[];
  manager?: string;
  guest?: boolean;
  email?: string;
  locale?: string;
  timeZone?: string;
};
export type TestCompany = { people: TestPerson[]; departments: Omit<DepartmentEntry, 'version'>[]; roles?: Role[] };

/** Anna directs; Boris heads Sales (2), where Chen and Daria work; Yuna is in Engineering (3); Gleb is a guest. */
export const smallCompany: TestCompany = {
  departments: [
    { id: 1, name: 'Company', parent: 0, head: 'anna', deputies: [] },
    { id: 2, name: 'Sales', parent: 1, head: 'boris', deputies: [] },
    { id: 3, name: 'Engineering', parent: 1, head: '', deputies: [] },
    { id: 4, name: 'Sales Korea', parent: 2, head: '', deputies: [] },
  ],
  people: [
    { id: 'anna', name: 'Anna Petrova', departments: [1] },
    { id: 'boris', name: 'Борис Орлов', departments: [2] },
    { id: 'chen', name: 'Chen Wei', departments: [2] },
    { id: 'daria', name: 'Дарья Ким', departments: [4] },
    { id: 'yuna', name: '이유나', departments: [3] },
    { id: 'gleb', name: 'Gleb Guest', departments: [], guest: true },
  ],
};

const everything = Object.values(Module)
  .filter((module) => module !== Module.MODULE_UNSPECIFIED)
  .flatMap((module) =>
    Object.values(Operation)
      .filter((operation) => operation !== Operation.OPERATION_UNSPECIFIED)
      .map((operation) => ({ module, operation })),
  );

export const plainRoles: Role[] = [
  { id: 'admin', version: 1, allowedActions: [], permissions: everything.map((of) => ({ ...of, scope: Scope.SCOPE_ALL })) },
  {
    id: 'employee',
    version: 1,
    allowedActions: [],
    permissions: everything
      .filter(({ module }) => module !== Module.MODULE_COMPANY)
      .map((of) => ({
        ...of,
        scope:
          of.module === Module.MODULE_PEOPLE && of.operation === Operation.OPERATION_READ ? Scope.SCOPE_ALL : Scope.SCOPE_OWN,
      })),
  },
  {
    id: 'guest',
    version: 1,
    allowedActions: [],
    permissions: [
      { module: Module.MODULE_TASKS, operation: Operation.OPERATION_READ, scope: Scope.SCOPE_OWN },
      { module: Module.MODULE_TASKS, operation: Operation.OPERATION_CHANGE, scope: Scope.SCOPE_OWN },
    ],
  },
];

/** Stands in for org and auth where a test is about another service: it answers their snapshots, and nothing else. */
export const companyOf =
  ({ people, departments, roles = plainRoles }: TestCompany): Service =>
  (chassis) => {
    chassis.serve(DirectoryServiceDefinition, {
      async *streamDirectory() {
        yield {
          departments: departments.map((department) => ({ ...department, deputies: [...department.deputies], version: 1 })),
          employees: people.map((person) =>
            Employee.fromPartial({
              version: 1,
              status: EmployeeStatus.EMPLOYEE_STATUS_ACTIVE,
              email: `${person.id}@example.com`,
              ...person,
              name: person.name ?? person.id,
            }),
          ),
          company: { version: 1, name: 'Test', timeZone: 'Asia/Seoul', locale: 'en', modules: ['people', 'tasks'] },
        };
      },
    });
    const unused = () => Promise.reject(new Error('Only the roles are answered here.'));
    chassis.serve(RightsServiceDefinition, {
      listRoles: () => Promise.resolve({ roles, nextPageToken: '' }),
      getMyRights: unused,
      updateRole: unused,
    });
  };
