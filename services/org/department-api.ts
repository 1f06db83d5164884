import type { Department as DepartmentMessage, DepartmentServiceDefinition } from '../../gen/atrium/org/v1/org.js';
import { invalid } from '../../kit/errors.js';
import { maskOf } from '../../kit/field-mask.js';
import type { Implementation, ServiceContext } from '../../kit/grpc-server.js';
import type { Department, DepartmentContent } from './department.js';
import { type Departments, departmentMessage } from './department-store.js';
import type { Shaping } from './shaping.js';
import type { Structure } from './structure.js';

type Parts = { departments: Departments; shaping: Shaping; structure: Structure };

export const departmentApi = ({ departments, shaping, structure }: Parts): Implementation<typeof DepartmentServiceDefinition> => {
  async function answer(department: Department, { actor }: ServiceContext): Promise<DepartmentMessage> {
    const people = await structure.headcounts([department._id]);
    return departmentMessage(department, actor, people.get(department._id));
  }

  return {
    async getDepartment({ id }, context) {
      return answer(await departments.get(context, id), context);
    },

    async listDepartments(request, context) {
      const { items, nextPageToken } = await departments.list(context, request);
      const people = await structure.headcounts(items.map(({ _id }) => _id));
      return {
        departments: items.map((department) => departmentMessage(department, context.actor, people.get(department._id))),
        nextPageToken,
      };
    },

    async createDepartment({ department }, context) {
      return answer(await shaping.create(context, { ...contentOf(department), parent: department?.parent ?? 0 }), context);
    },

    async updateDepartment({ department, updateMask }, context) {
      return answer(
        await shaping.update(context, department?.id ?? 0, maskOf(updateMask, contentOf(department), 'department')),
        context,
      );
    },

    async moveDepartment({ id, parent, position }, context) {
      return answer(await shaping.move(context, id, { parent, position }), context);
    },

    async deleteDepartment({ id }, context) {
      await shaping.delete(context, id);
      return {};
    },
  };
};

function contentOf(department: DepartmentMessage | undefined): DepartmentContent {
  if (!department) throw invalid('DEPARTMENT_REQUIRED', 'Say what the department is.', 'department');
  const { name, head, deputies, position } = department;
  return { name, head, deputies, position };
}
