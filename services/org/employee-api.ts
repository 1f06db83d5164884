import type { Employee as EmployeeMessage, EmployeeServiceDefinition } from '../../gen/atrium/org/v1/org.js';
import { denied, invalid, notFound } from '../../kit/errors.js';
import { maskOf } from '../../kit/field-mask.js';
import type { Implementation } from '../../kit/grpc-server.js';
import { COMPANY } from './company.js';
import type { Companies } from './company-store.js';
import { employeeActions, type EmployeeContent, setPhoto, updateEmployee } from './employee.js';
import { searchEmployees } from './employee-search.js';
import { employeeMessage, type Employees } from './employee-store.js';
import { join } from './joining.js';
import type { Leaving } from './leaving.js';
import type { People } from './people.js';
import { countriesOf, readPhones } from './phones.js';
import { photoOf } from './picture.js';
import type { PictureStore } from './picture-store.js';
import { reportingLine } from './reporting-line.js';
import type { Structure } from './structure.js';

type Parts = {
  companies: Companies;
  employees: Employees;
  people: People;
  structure: Structure;
  pictures: PictureStore;
  leaving: Leaving;
};

export const employeeApi = (parts: Parts): Implementation<typeof EmployeeServiceDefinition> => {
  const { companies, employees, people, structure, pictures, leaving } = parts;
  const countries = async () => (await companies.load([COMPANY])).flatMap(countriesOf);

  return {
    async getMe(_, context) {
      if (context.actor.service) throw denied('sign in');
      return employeeMessage(await join(employees, people, context), context.actor);
    },

    async getEmployee({ id }, context) {
      return employeeMessage(await employees.get(context, id), context.actor);
    },

    async listEmployees(request, context) {
      const page = request.q
        ? await searchEmployees(employees, context, request, await countries())
        : await employees.list(context, request);
      return {
        employees: page.items.map((employee) => employeeMessage(employee, context.actor)),
        nextPageToken: page.nextPageToken,
      };
    },

    async updateEmployee({ employee, updateMask }, context) {
      const named = maskOf(updateMask, contentOf(employee), 'employee');
      const change = named.phones ? { ...named, phones: readPhones(named.phones, await countries()) } : named;
      const updated = await people.change(
        context,
        employee?.id ?? '',
        (state) => updateEmployee(state, change, context),
        'updated',
      );
      return employeeMessage(updated, context.actor);
    },

    async setEmployeePhoto({ id, image }, context) {
      if (!employeeActions(await employees.get(context, id), context.actor).includes('set_photo')) throw denied('set_photo');
      const photo = await photoOf(image);
      const updated = await people.change(context, id, (state) => setPhoto(state, photo.hash, context.actor), 'photo_set', {
        write: (_, session) => pictures.put(id, photo, session),
      });
      return employeeMessage(updated, context.actor);
    },

    async getEmployeePhoto({ id, size }, context) {
      await employees.get(context, id);
      const photo = await pictures.get(id, String(size || 128));
      if (!photo) throw notFound('photo of', id);
      return photo;
    },

    async getReportingLine({ id }, context) {
      const line = await reportingLine(await employees.get(context, id), { context, employees, tree: await structure.tree() });
      return {
        superiors: line.superiors.map((employee) => employeeMessage(employee, context.actor)),
        reports: line.reports.map((employee) => employeeMessage(employee, context.actor)),
      };
    },

    async deactivateEmployee({ id }, context) {
      return employeeMessage(await leaving.deactivate(context, id), context.actor);
    },

    async reactivateEmployee({ id }, context) {
      return employeeMessage(await leaving.reactivate(context, id), context.actor);
    },

    async listEmployeeHistory({ id, ...page }, context) {
      await employees.get(context, id);
      return employees.history(id, page);
    },
  };
};

function contentOf(employee: EmployeeMessage | undefined): EmployeeContent {
  if (!employee) throw invalid('EMPLOYEE_REQUIRED', 'Say what to change.', 'employee');
  const { firstName, lastName, middleName, title, departments, manager, phones, birthday, hiredAt, timeZone, locale, absence } =
    employee;
  return { firstName, lastName, middleName, title, departments, manager, phones, birthday, hiredAt, timeZone, locale, absence };
}
