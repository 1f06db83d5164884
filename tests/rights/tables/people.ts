import { Employee, EmployeeServiceDefinition } from '../../../gen/atrium/org/v1/org.js';
import { cast, guests, insiders } from '../company.js';
import { among, except, type Row, type Table } from '../matrix.js';
import type { Stage } from '../stage.js';

const author = cast.author.user;
type Client = Awaited<ReturnType<typeof client>>;
const client = (as: Parameters<Row['call']>[0]) => as(EmployeeServiceDefinition);

/** Everybody in the company sees the author; those who may not do this with them are told so. */
const withAuthor = (may: Row['may'], call: (people: Client, stage: Stage) => Promise<unknown>): Row => ({
  call: async (as, stage) => call(await client(as), stage),
  may,
  denied: except(insiders, ...may),
});

const change = (people: Client, fields: Partial<Employee>) =>
  people.updateEmployee({
    employee: Employee.fromPartial({ id: author, ...fields }),
    updateMask: Object.keys(fields).map(snake),
  });

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

export const peopleTable: Table = {
  'atrium.org.v1.EmployeeService/GetMe': [
    { call: async (as) => (await client(as)).getMe({}), may: [...insiders, ...guests], denied: ['service'] },
  ],
  'atrium.org.v1.EmployeeService/GetEmployee': [withAuthor(insiders, (people) => people.getEmployee({ id: author }))],
  'atrium.org.v1.EmployeeService/ListEmployees': [
    {
      about: 'all of them',
      async call(as) {
        among((await (await client(as)).listEmployees({ pageSize: 500 })).employees, ({ id }) => id === author);
      },
      may: insiders,
    },
    {
      about: 'those who are looked for',
      async call(as) {
        among((await (await client(as)).listEmployees({ q: author })).employees, ({ id }) => id === author);
      },
      may: insiders,
    },
  ],
  'atrium.org.v1.EmployeeService/UpdateEmployee': [
    {
      about: 'what people change themselves',
      ...withAuthor(['author', 'admin'], (people) => change(people, { timeZone: 'Asia/Seoul' })),
    },
    { about: 'what the company records', ...withAuthor(['admin'], (people) => change(people, { title: 'Seller' })) },
    { about: 'who their manager is', ...withAuthor(['admin'], (people) => change(people, { manager: cast.head.user })) },
    { about: 'their place', ...withAuthor(['admin'], (people, { salesId }) => change(people, { departments: [salesId] })) },
  ],
  'atrium.org.v1.EmployeeService/SetEmployeePhoto': [
    withAuthor(['author', 'admin'], async (people, stage) =>
      people.setEmployeePhoto({ id: author, image: await stage.picture() }),
    ),
  ],
  'atrium.org.v1.EmployeeService/GetEmployeePhoto': [
    withAuthor(insiders, async (people, stage) => {
      await stage.pictures();
      await people.getEmployeePhoto({ id: author });
    }),
  ],
  'atrium.org.v1.EmployeeService/GetReportingLine': [withAuthor(insiders, (people) => people.getReportingLine({ id: author }))],
  'atrium.org.v1.EmployeeService/DeactivateEmployee': [
    withAuthor(['admin'], async (people, stage) => people.deactivateEmployee({ id: await stage.newcomer() })),
  ],
  'atrium.org.v1.EmployeeService/ReactivateEmployee': [
    withAuthor(['admin'], async (people, stage) => people.reactivateEmployee({ id: await stage.leaver() })),
  ],
  'atrium.org.v1.EmployeeService/ListEmployeeHistory': [
    withAuthor(insiders, (people) => people.listEmployeeHistory({ id: author })),
  ],
};
