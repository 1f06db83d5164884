import { AccountServiceDefinition } from '../../gen/atrium/auth/v1/auth.js';
import {
  CompanyServiceDefinition,
  DepartmentServiceDefinition,
  DirectoryServiceDefinition,
  EmployeeServiceDefinition,
  ImportServiceDefinition,
} from '../../gen/atrium/org/v1/org.js';
import type { Service } from '../../kit/chassis.js';
import { companyApi } from './company-api.js';
import { companyStore, ensureCompany } from './company-store.js';
import { departmentApi } from './department-api.js';
import { departmentStore } from './department-store.js';
import { shapingOf } from './shaping.js';
import { directoryApi } from './directory-api.js';
import { employeeApi } from './employee-api.js';
import { employeeStore } from './employee-store.js';
import { importApi } from './import/import-api.js';
import { importStore, lineCollection } from './import/import-store.js';
import { importJob } from './import/worker.js';
import { invitationConsumer } from './invitations.js';
import { leavingOf } from './leaving.js';
import { peopleOf } from './people.js';
import { pictureStore } from './picture-store.js';
import { structureOf } from './structure.js';

export const org: Service = (chassis) => {
  const store = chassis.store('org');
  const companies = companyStore(store);
  const departments = departmentStore(store);
  const employees = employeeStore(store);
  const pictures = pictureStore(store);
  const structure = structureOf(store, departments);
  const people = peopleOf({ store, employees, structure });
  const shaping = shapingOf({ store, departments, employees, structure, nextDepartment: store.ids('department') });
  const accounts = chassis.client(AccountServiceDefinition, 'auth');
  const imports = importStore(store);
  const lines = lineCollection(store);
  const leaving = leavingOf({ employees, people, structure, accounts });

  chassis.prepare({
    name: 'company',
    async start() {
      await structure.prepare();
      await ensureCompany(companies);
    },
  });
  chassis.serve(CompanyServiceDefinition, companyApi({ companies, pictures }));
  chassis.serve(DepartmentServiceDefinition, departmentApi({ departments, shaping, structure }));
  chassis.serve(EmployeeServiceDefinition, employeeApi({ companies, employees, people, structure, pictures, leaving }));
  chassis.serve(ImportServiceDefinition, importApi({ imports, lines, companies, nextImport: store.ids('import') }));
  chassis.consume(invitationConsumer({ store, employees, people, structure }));
  store.job(importJob({ store, imports, lines, employees, people, structure, shaping, accounts }));
  chassis.serve(DirectoryServiceDefinition, directoryApi({ companies, departments, employees }));
};
