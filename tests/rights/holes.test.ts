import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Module, Operation, RightsServiceDefinition, Scope } from '../../gen/atrium/auth/v1/auth.js';
import { Kind, NotificationServiceDefinition } from '../../gen/atrium/notify/v1/notify.js';
import {
  Department,
  DepartmentServiceDefinition,
  Employee,
  EmployeeServiceDefinition,
  EmployeeStatus,
} from '../../gen/atrium/org/v1/org.js';
import { Task, TaskServiceDefinition, TaskStatus, View, ViewServiceDefinition } from '../../gen/atrium/tasks/v1/tasks.js';
import { until } from '../process.js';
import { cast, type Part, parts, type RightsCompany, rightsCompany } from './company.js';
import { PATIENCE_SECONDS, type Stage, stageOf } from './stage.js';

const patience = { timeout: 120_000 };

let company: RightsCompany;
let stage: Stage;
beforeAll(async () => {
  company = await rightsCompany();
  stage = stageOf(company);
});
afterAll(() => company.process.stop());

const tasksAs = (part: Part) => company.as(part)(TaskServiceDefinition);
const peopleAs = (part: Part) => company.as(part)(EmployeeServiceDefinition);
const notificationsAs = (part: Part) => company.as(part)(NotificationServiceDefinition);

describe('what only the system sets', () => {
  test('is not taken from who creates a task or a view', async () => {
    const tasks = await tasksAs('author');
    const forged = Task.fromPartial({
      id: 7_000_000,
      version: 90,
      title: 'Forged',
      assignee: cast.assignee.user,
      creator: cast.admin.user,
      status: TaskStatus.TASK_STATUS_COMPLETED,
      commentCount: 9,
      completedAt: new Date(),
      deletedAt: new Date(),
      allowedActions: ['delete'],
    });
    const task = await tasks.createTask({ task: forged });
    expect(task).toMatchObject({ version: 1, creator: cast.author.user, status: TaskStatus.TASK_STATUS_NEW, commentCount: 0 });
    expect([task.completedAt, task.deletedAt, task.id === forged.id]).toEqual([undefined, undefined, false]);

    const views = await company.as('author')(ViewServiceDefinition);
    const view = await views.createView({ view: View.fromPartial({ name: 'Forged', owner: cast.admin.user }) });
    expect(view.owner).toBe(cast.author.user);
  });

  test.each(['id', 'version', 'creator', 'status', 'readers', 'participants', 'deleted_at', 'comment_count', '__proto__'])(
    'cannot be named in the update of a task: %s',
    async (field) => {
      const task = Task.fromPartial({ id: await stage.task(), creator: cast.stranger.user });
      await expect((await tasksAs('admin')).updateTask({ task, updateMask: [field] })).rejects.toMatchObject({
        reason: 'UNKNOWN_FIELD',
      });
    },
  );

  test.each(['id', 'email', 'login', 'status', 'guest', 'admin', 'readers', 'photo'])(
    'cannot be named in the update of a person: %s',
    async (field) => {
      const employee = Employee.fromPartial({ id: cast.author.user, email: 'x@example.com', guest: true });
      await expect((await peopleAs('admin')).updateEmployee({ employee, updateMask: [field] })).rejects.toMatchObject({
        reason: 'UNKNOWN_FIELD',
      });
    },
  );

  test('is left out of an update without a mask', async () => {
    const me = { id: cast.author.user, email: 'x@example.com', guest: true, status: EmployeeStatus.EMPLOYEE_STATUS_DEACTIVATED };
    const employee = Employee.fromPartial({ ...me, timeZone: 'Europe/Moscow' });
    const after = await (await peopleAs('author')).updateEmployee({ employee });
    expect(after).toMatchObject({
      email: `${cast.author.user}@example.com`,
      guest: false,
      status: EmployeeStatus.EMPLOYEE_STATUS_ACTIVE,
      timeZone: 'Europe/Moscow',
    });
  });
});

describe('who does not see a task', () => {
  test('finds it by no filter, word or order, and by no page of somebody who does', async () => {
    const ids = [await stage.task(), await stage.task()];
    const filter = `creator == "${cast.author.user}"`;
    const author = await (await tasksAs('author')).listTasks({ filter, pageSize: 1 });
    expect(author.tasks).toHaveLength(1);
    const stranger = await tasksAs('stranger');
    const seen = [
      await stranger.listTasks({ filter }),
      await stranger.listTasks({ filter: `id == ${ids[0]} || id == ${ids[1]}`, orderBy: 'title asc' }),
      await stranger.listTasks({ filter: `"u:${cast.observer.user}" in observers` }),
      await stranger.listTasks({ q: 'Offer' }),
      await stranger.listTasks({ filter, pageSize: 1, pageToken: author.nextPageToken }),
    ];
    expect(seen.flatMap(({ tasks }) => tasks)).toEqual([]);
    expect(seen.map(({ nextPageToken }) => nextPageToken)).toEqual(['', '', '', '', '']);
    await expect(stranger.listTasks({ filter: '"u:chen" in readers' })).rejects.toMatchObject({ reason: 'FILTER' });
  });

  test('cannot tell it from one that does not exist by hanging one of their own under it', async () => {
    const stranger = await tasksAs('stranger');
    const under = (parent: number) =>
      stranger
        .createTask({ task: Task.fromPartial({ title: 'Probe', assignee: cast.stranger.user, parent }) })
        .catch((error: unknown) => String(error).replace(/\d+/, 'N'));
    expect(await under(await stage.task())).toBe(await under(999_999_999));
  });

  test('gets something of their own under the request id of another', async () => {
    const request = {
      task: Task.fromPartial({ title: 'Same words', assignee: cast.assignee.user }),
      requestId: 'taken',
    };
    const first = await (await tasksAs('author')).createTask(request);
    const second = await (await tasksAs('stranger')).createTask(request);
    expect(second.id).not.toBe(first.id);
    expect(second.creator).toBe(cast.stranger.user);
  });
});

test(
  'who no longer takes part sees neither the task nor its history, and is told of nothing that happens later',
  patience,
  async () => {
    const id = await stage.task();
    const [author, observer] = [await tasksAs('author'), await tasksAs('observer')];
    await observer.listTaskHistory({ id });
    await author.updateTask({ task: Task.fromPartial({ id, observers: [] }), updateMask: ['observers'] });
    const hidden = { reason: 'NOT_FOUND' };
    await expect(observer.getTask({ id })).rejects.toMatchObject(hidden);
    await expect(observer.listTaskHistory({ id })).rejects.toMatchObject(hidden);
    await expect(observer.listComments({ task: id })).rejects.toMatchObject(hidden);
    expect((await observer.listTasks({ filter: `id == ${id}` })).tasks).toEqual([]);

    await author.createComment({ task: id, text: `Between us, @{u:${cast.observer.user}} must not know` });
    const comments = async (part: Part) => {
      const { notifications } = await (await notificationsAs(part)).listNotifications({ pageSize: 500 });
      return notifications.filter(
        ({ subjectId, kind }) => subjectId === String(id) && [Kind.KIND_TASK_COMMENTED, Kind.KIND_MENTIONED].includes(kind),
      );
    };
    // One event makes all notifications at once.
    await until('the assignee is told', async () => (await comments('assignee')).length > 0, PATIENCE_SECONDS);
    expect(await comments('observer')).toEqual([]);
  },
);

test('nobody reads the notifications of another for them', patience, async () => {
  const id = await stage.notification();
  for (const part of ['admin', 'stranger', 'guest'] as const)
    await (await notificationsAs(part)).readNotifications({ ids: [id] });
  const { notifications } = await (await notificationsAs('author')).listNotifications({ pageSize: 500, unreadOnly: true });
  expect(notifications.map((notification) => notification.id)).toContain(id);
});

test('who may not shape the company learns nothing from trying', async () => {
  const made = await stage.department();
  for (const part of ['stranger', 'guest'] as const) {
    const departments = await company.as(part)(DepartmentServiceDefinition);
    const answers = new Set<string>();
    for (const head of [cast.author.user, 'nobody'])
      answers.add(
        await departments
          .createDepartment({ department: Department.fromPartial({ name: 'Probe', head }) })
          .then(() => 'done', String),
      );
    expect([part, answers.size]).toEqual([part, 1]);
    const moves = new Set<string>();
    for (const parent of [stage.salesId, 999_999])
      moves.add(await departments.moveDepartment({ id: made, parent }).then(() => 'done', String));
    expect([part, moves.size]).toEqual([part, 1]);
  }
});

test('a guest sees of the company only what they belong to', async () => {
  const [people, departments] = [await peopleAs('guest'), await company.as('guest')(DepartmentServiceDefinition)];
  expect((await people.listEmployees({})).employees.map(({ id }) => id)).toEqual([cast.guest.user]);
  expect((await people.listEmployees({ filter: 'guest == false' })).employees).toEqual([]);
  expect((await departments.listDepartments({})).departments).toEqual([]);
  const line = await people.getReportingLine({ id: cast.guest.user });
  expect([...line.superiors, ...line.reports]).toEqual([]);
});

describe('the scope that the matrix gives employees over tasks decides who of them sees one', patience, () => {
  const own: Part[] = ['author', 'assignee', 'coExecutor', 'member', 'observer', 'head'];
  const others: Part[] = ['admin', 'guest'];

  test.each<[string, Scope, Part[]]>([
    ['none', Scope.SCOPE_NONE, []],
    ['own', Scope.SCOPE_OWN, own],
    ['department', Scope.SCOPE_DEPARTMENT, [...own, 'colleague']],
    ['department and below', Scope.SCOPE_DEPARTMENT_AND_BELOW, [...own, 'colleague']],
    ['all', Scope.SCOPE_ALL, [...own, 'colleague', 'stranger']],
  ])('%s', async (_, scope, seers) => {
    const rights = await company.as('admin')(RightsServiceDefinition);
    const { roles } = await rights.listRoles({});
    const permissions = (roles.find(({ id }) => id === 'employee')?.permissions ?? []).map((permission) =>
      permission.module === Module.MODULE_TASKS && permission.operation === Operation.OPERATION_READ
        ? { ...permission, scope }
        : permission,
    );
    const id = await stage.task();
    await rights.updateRole({ role: { id: 'employee', permissions }, updateMask: ['permissions'] });
    const seeing = async () => {
      const seen: Part[] = [];
      for (const part of parts)
        if (
          await (await tasksAs(part))
            .getTask({ id })
            .then(() => true)
            .catch(() => false)
        )
          seen.push(part);
      return seen.sort().join();
    };
    const wanted = [...seers, ...others].sort().join();
    await until(`those who see it are: ${wanted}`, async () => (await seeing()) === wanted, PATIENCE_SECONDS);
  });
});
