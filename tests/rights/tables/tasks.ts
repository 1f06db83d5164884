import { Task, TaskServiceDefinition, View, ViewServiceDefinition } from '../../../gen/atrium/tasks/v1/tasks.js';
import { cast, guests, insiders, type Part, parts } from '../company.js';
import { among, except, type Row, type Table } from '../matrix.js';
import { fresh, type Stage } from '../stage.js';

/** Who takes part in the task, leads a department of somebody who does, or administers. */
const seers: Part[] = ['author', 'assignee', 'coExecutor', 'member', 'observer', 'guest', 'head', 'admin'];
const directors: Part[] = ['author', 'head', 'admin'];
const workers: Part[] = ['assignee', 'coExecutor', 'member', 'guest'];

type Tasks = Awaited<ReturnType<typeof client>>;
const client = (as: Parameters<Row['call']>[0]) => as(TaskServiceDefinition);

/** A row for what can be done with a task: those who see it, and may not, are told so. */
const onTask = (
  may: readonly Part[],
  call: (tasks: Tasks, id: number) => Promise<unknown>,
  make: (stage: Stage) => Promise<number> = (stage) => stage.task(),
): Row[] => [
  {
    async call(as, stage) {
      const id = await make(stage);
      await call(await client(as), id);
    },
    may,
    denied: except(seers, ...may),
  },
];

const begun = (stage: Stage) => stage.begunTask();
const done = (stage: Stage) => stage.doneTask();

export const taskTable: Table = {
  'atrium.tasks.v1.TaskService/GetTask': onTask(seers, (tasks, id) => tasks.getTask({ id })),
  'atrium.tasks.v1.TaskService/ListTasks': onTask(seers, async (tasks, id) => {
    const list = await tasks.listTasks({ filter: `id == ${id}` });
    among(list.tasks, (task) => task.id === id);
  }),
  'atrium.tasks.v1.TaskService/CreateTask': [
    {
      async call(as) {
        const task = Task.fromPartial({ title: fresh('Own'), assignee: cast.assignee.user });
        await (await as(TaskServiceDefinition)).createTask({ task });
      },
      may: insiders,
      denied: [...guests, 'service'],
    },
  ],
  'atrium.tasks.v1.TaskService/UpdateTask': onTask(directors, (tasks, id) =>
    tasks.updateTask({ task: Task.fromPartial({ id, title: 'Renamed' }), updateMask: ['title'] }),
  ),
  'atrium.tasks.v1.TaskService/DelegateTask': onTask([...directors, 'assignee'], (tasks, id) =>
    tasks.delegateTask({ id, assignee: cast.stranger.user }),
  ),
  'atrium.tasks.v1.TaskService/SeeTask': onTask(['assignee'], (tasks, id) => tasks.seeTask({ id })),
  'atrium.tasks.v1.TaskService/StartTask': onTask(workers, (tasks, id) => tasks.startTask({ id })),
  'atrium.tasks.v1.TaskService/PauseTask': onTask(workers, (tasks, id) => tasks.pauseTask({ id }), begun),
  'atrium.tasks.v1.TaskService/CompleteTask': onTask([...directors, ...workers], (tasks, id) => tasks.completeTask({ id })),
  'atrium.tasks.v1.TaskService/AcceptTask': onTask(directors, (tasks, id) => tasks.acceptTask({ id }), done),
  'atrium.tasks.v1.TaskService/ReturnTask': onTask(directors, (tasks, id) => tasks.returnTask({ id }), done),
  'atrium.tasks.v1.TaskService/WatchTask': onTask(seers, (tasks, id) => tasks.watchTask({ id })),
  'atrium.tasks.v1.TaskService/UnwatchTask': onTask(seers, (tasks, id) => tasks.unwatchTask({ id })),
  'atrium.tasks.v1.TaskService/DeleteTask': onTask(directors, (tasks, id) => tasks.deleteTask({ id })),
  'atrium.tasks.v1.TaskService/RestoreTask': onTask(
    directors,
    (tasks, id) => tasks.restoreTask({ id }),
    (stage) => stage.deletedTask(),
  ),
  'atrium.tasks.v1.TaskService/ListTaskHistory': onTask(seers, (tasks, id) => tasks.listTaskHistory({ id })),
  'atrium.tasks.v1.TaskService/ListComments': onTask(seers, (tasks, task) => tasks.listComments({ task })),
  'atrium.tasks.v1.TaskService/CreateComment': onTask(seers, (tasks, task) => tasks.createComment({ task, text: 'Good' })),
};

type Views = Awaited<ReturnType<typeof viewClient>>;
const viewClient = (as: Parameters<Row['call']>[0]) => as(ViewServiceDefinition);
const withinCompany: Part[] = [...insiders, 'service'];

/** Rows for a view that the author keeps to themselves, and for one that is shared. */
const onView = (call: (views: Views, id: number) => Promise<unknown>, shared: Pick<Row, 'may' | 'denied'>): Row[] => {
  const of = (isShared: boolean): Row['call'] =>
    async function (as, stage) {
      const id = await stage.view(isShared);
      await call(await viewClient(as), id);
    };
  return [
    { about: 'a view of its own', call: of(false), may: ['author'] },
    { about: 'a shared view', call: of(true), ...shared },
  ];
};

const ownersAndAdmins: Pick<Row, 'may' | 'denied'> = {
  may: ['author', 'admin'],
  denied: except(withinCompany, 'author', 'admin'),
};

export const viewTable: Table = {
  'atrium.tasks.v1.ViewService/ListViews': onView(
    async (views, id) => among((await views.listViews({ pageSize: 500 })).views, (view) => view.id === id),
    { may: withinCompany },
  ),
  'atrium.tasks.v1.ViewService/CreateView': [
    {
      about: 'for oneself',
      async call(as) {
        await (await viewClient(as)).createView({ view: View.fromPartial({ name: 'Mine' }) });
      },
      may: parts,
    },
    {
      about: 'for everyone',
      async call(as) {
        await (await viewClient(as)).createView({ view: View.fromPartial({ name: 'Ours', shared: true }) });
      },
      may: withinCompany,
      denied: guests,
    },
  ],
  'atrium.tasks.v1.ViewService/UpdateView': onView(
    (views, id) => views.updateView({ view: View.fromPartial({ id, name: 'Renamed' }), updateMask: ['name'] }),
    ownersAndAdmins,
  ),
  'atrium.tasks.v1.ViewService/DeleteView': onView((views, id) => views.deleteView({ id }), ownersAndAdmins),
};
