import {
  Company,
  CompanyServiceDefinition,
  Department,
  DepartmentServiceDefinition,
  DirectoryServiceDefinition,
  ImportServiceDefinition,
} from '../../../gen/atrium/org/v1/org.js';
import { insiders, type Part, parts } from '../company.js';
import { among, except, type Row, type Table } from '../matrix.js';
import { fresh } from '../stage.js';

const administrators: Pick<Row, 'may' | 'denied'> = { may: ['admin'], denied: except(parts, 'admin') };
const withinCompany: Part[] = [...insiders, 'service'];
/** Everybody in the company sees the structure, and administrators change it. */
const structure: Pick<Row, 'may' | 'denied'> = { may: ['admin'], denied: except(withinCompany, 'admin') };

export const companyTable: Table = {
  'atrium.org.v1.CompanyService/GetCompany': [
    { call: async (as) => (await as(CompanyServiceDefinition)).getCompany({}), may: parts },
  ],
  'atrium.org.v1.CompanyService/UpdateCompany': [
    {
      async call(as) {
        const company = Company.fromPartial({ name: 'Renamed' });
        await (await as(CompanyServiceDefinition)).updateCompany({ company, updateMask: ['name'] });
      },
      ...administrators,
    },
  ],
  'atrium.org.v1.CompanyService/SetCompanyLogo': [
    {
      async call(as, stage) {
        await (await as(CompanyServiceDefinition)).setCompanyLogo({ image: await stage.picture() });
      },
      ...administrators,
    },
  ],
  'atrium.org.v1.CompanyService/GetCompanyLogo': [
    {
      async call(as, stage) {
        await stage.pictures();
        await (await as(CompanyServiceDefinition)).getCompanyLogo({});
      },
      may: parts,
    },
  ],

  'atrium.org.v1.DepartmentService/GetDepartment': [
    {
      call: async (as, { salesId }) => (await as(DepartmentServiceDefinition)).getDepartment({ id: salesId }),
      may: withinCompany,
    },
  ],
  'atrium.org.v1.DepartmentService/ListDepartments': [
    {
      async call(as, { salesId }) {
        const { departments } = await (await as(DepartmentServiceDefinition)).listDepartments({ pageSize: 500 });
        among(departments, ({ id }) => id === salesId);
      },
      may: withinCompany,
    },
  ],
  'atrium.org.v1.DepartmentService/CreateDepartment': [
    {
      async call(as) {
        const department = Department.fromPartial({ name: fresh('Made') });
        await (await as(DepartmentServiceDefinition)).createDepartment({ department });
      },
      ...administrators,
    },
  ],
  'atrium.org.v1.DepartmentService/UpdateDepartment': [
    {
      async call(as, stage) {
        const department = Department.fromPartial({ id: await stage.department(), name: 'Renamed' });
        await (await as(DepartmentServiceDefinition)).updateDepartment({ department, updateMask: ['name'] });
      },
      ...structure,
    },
  ],
  'atrium.org.v1.DepartmentService/MoveDepartment': [
    {
      async call(as, stage) {
        const id = await stage.department();
        await (await as(DepartmentServiceDefinition)).moveDepartment({ id, parent: stage.salesId });
      },
      ...structure,
    },
  ],
  'atrium.org.v1.DepartmentService/DeleteDepartment': [
    {
      async call(as, stage) {
        const id = await stage.department();
        await (await as(DepartmentServiceDefinition)).deleteDepartment({ id });
      },
      ...structure,
    },
  ],

  'atrium.org.v1.DirectoryService/StreamDirectory': [
    {
      async call(as) {
        const stream = (await as(DirectoryServiceDefinition)).streamDirectory({});
        for await (const _ of stream) continue;
      },
      may: ['service'],
      denied: except(parts, 'service'),
    },
  ],
};

type OnImport = (id: number, ...rest: Parameters<Row['call']>) => Promise<unknown>;

const looking = (call: OnImport): Row[] => [
  { call: async (as, stage) => call(await stage.importToSee(), as, stage), may: ['admin'] },
];
const acting = (call: OnImport): Row[] => [{ call: async (as, stage) => call(await stage.import(), as, stage), may: ['admin'] }];

export const importTable: Table = {
  'atrium.org.v1.ImportService/CreateImport': [
    {
      async call(as) {
        const content = Buffer.from(`email\n${fresh('row')}@example.com\n`);
        await (await as(ImportServiceDefinition)).createImport({ fileName: 'people.csv', content });
      },
      ...administrators,
    },
  ],
  'atrium.org.v1.ImportService/GetImport': looking(async (id, as) => (await as(ImportServiceDefinition)).getImport({ id })),
  'atrium.org.v1.ImportService/ListImports': looking(async (id, as) => {
    const list = await (await as(ImportServiceDefinition)).listImports({ pageSize: 500 });
    among(list.imports, (each) => each.id === id);
  }),
  'atrium.org.v1.ImportService/ListImportLines': looking(async (id, as) =>
    (await as(ImportServiceDefinition)).listImportLines({ id }),
  ),
  'atrium.org.v1.ImportService/StartImport': acting(async (id, as) => (await as(ImportServiceDefinition)).startImport({ id })),
  'atrium.org.v1.ImportService/CancelImport': acting(async (id, as) => (await as(ImportServiceDefinition)).cancelImport({ id })),
};
