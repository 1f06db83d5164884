import { RatingValue, Task, TaskServiceDefinition } from '../../../gen/atrium/tasks/v1/tasks.js';
import { denied, notFound } from '../../../kit/errors.js';
import { cast, guests, insiders, type Part } from '../company.js';
import { among, except, type Row, type Table } from '../matrix.js';
import { fresh, type Stage } from '../stage.js';

/** Who takes part in the task, leads a department of somebody who does, or administers. */
const seers: Part[] = ['author', 'assignee', 'coExecutor', 'member', 'observer', 'guest', 'head', 'admin'];
const directors: Part[] = ['author', 'head', 'admin'];
const workers: Part[] = ['assignee', 'coExecutor', 'member', 'guest'];

type Tasks = Awaited<ReturnType<typeof client>>;
type Call = (tasks: Tasks, id: number) => Promise<unknown>;
const client = (as: Parameters<Row['call']>[0]) => as(TaskServiceDefinition);

/** A task with which somebody has done something. */
const after =
  (part: Part, call: Call) =>
  async (stage: Stage): Promise<number> => {
    const id = await stage.task();
    await call(await stage.tasksAs(part), id);
    return id;
  };

/** A row for what can be done with a task: those who see it, and may not, are told so. */
const onTask = (may: readonly Part[], call: Call, make: (stage: Stage) => Promise<number> = (stage) => stage.task()): Row[] => [
  {
    async call(as, stage) {
      const id = await make(stage);
      await call(await client(as), id);
    },
    may,
    denied: except(seers, ...may),
  },
];

const text = 'Because';
const deadline = new Date('2030-01-01T00:00:00Z');
const begun = after('assignee', (tasks, id) => tasks.startTask({ id }));
const reported = after('assignee', (tasks, id) => tasks.completeTask({ id }));
const completed = after('author', (tasks, id) => tasks.completeTask({ id }));
const deferred = after('author', (tasks, id) => tasks.deferTask({ id }));
const deleted = after('author', (tasks, id) => tasks.deleteTask({ id }));
const handedOver = after('assignee', (tasks, id) => tasks.handOverTask({ id, text }));
const listed = after('author', (tasks, task) => tasks.addChecklistItem({ task, text }));
const proposed = after('assignee', (tasks, id) => tasks.proposeDeadline({ id, deadline, text }));

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
  'atrium.tasks.v1.TaskService/BatchCreateTasks': [
    {
      async call(as) {
        const task = Task.fromPartial({ title: fresh('Own'), assignee: cast.assignee.user });
        await (await as(TaskServiceDefinition)).batchCreateTasks({ requests: [{ task }] });
      },
      may: insiders,
      denied: [...guests, 'service'],
    },
  ],
  'atrium.tasks.v1.TaskService/CopyTask': onTask(except(seers, 'guest'), (tasks, id) => tasks.copyTask({ id, subtasks: true })),
  'atrium.tasks.v1.TaskService/CarryOverTask': onTask([...directors, 'assignee'], (tasks, id) => tasks.carryOverTask({ id })),
  'atrium.tasks.v1.TaskService/UpdateTask': onTask(directors, (tasks, id) =>
    tasks.updateTask({ task: Task.fromPartial({ id, title: 'Renamed' }), updateMask: ['title'] }),
  ),
  'atrium.tasks.v1.TaskService/BatchUpdateTasks': onTask(directors, async (tasks, id) => {
    const task = Task.fromPartial({ id, title: 'Renamed' });
    const { results } = await tasks.batchUpdateTasks({ requests: [{ task, updateMask: ['title'] }] });
    const [{ error } = {}] = results;
    if (error) throw error.reason === 'DENIED' ? denied('update') : notFound('task', id);
  }),
  'atrium.tasks.v1.TaskService/MoveTask': onTask(directors, (tasks, id) => tasks.moveTask({ id })),
  'atrium.tasks.v1.TaskService/ReviewTask': onTask(
    [...directors, ...workers],
    (tasks, id) => tasks.reviewTask({ id }),
    (stage) => stage.task({ someday: true }),
  ),
  'atrium.tasks.v1.TaskService/DelegateTask': onTask([...directors, 'assignee'], (tasks, id) =>
    tasks.delegateTask({ id, assignee: cast.stranger.user }),
  ),
  'atrium.tasks.v1.TaskService/SeeTask': onTask(['assignee'], (tasks, id) => tasks.seeTask({ id })),
  'atrium.tasks.v1.TaskService/StartTask': onTask(workers, (tasks, id) => tasks.startTask({ id })),
  'atrium.tasks.v1.TaskService/PauseTask': onTask(workers, (tasks, id) => tasks.pauseTask({ id }), begun),
  'atrium.tasks.v1.TaskService/CompleteTask': onTask([...directors, ...workers], (tasks, id) => tasks.completeTask({ id })),
  'atrium.tasks.v1.TaskService/AcceptTask': onTask(directors, (tasks, id) => tasks.acceptTask({ id }), reported),
  'atrium.tasks.v1.TaskService/ReturnTask': onTask(directors, (tasks, id) => tasks.returnTask({ id }), reported),
  'atrium.tasks.v1.TaskService/RateTask': onTask(
    directors,
    (tasks, id) => tasks.rateTask({ id, rating: RatingValue.RATING_VALUE_POSITIVE }),
    completed,
  ),
  'atrium.tasks.v1.TaskService/DeferTask': onTask([...directors, 'assignee'], (tasks, id) => tasks.deferTask({ id })),
  'atrium.tasks.v1.TaskService/ResumeTask': onTask([...directors, ...workers], (tasks, id) => tasks.resumeTask({ id }), deferred),
  'atrium.tasks.v1.TaskService/DeclineTask': onTask(['assignee'], (tasks, id) => tasks.declineTask({ id, text })),
  'atrium.tasks.v1.TaskService/HandOverTask': onTask(workers, (tasks, id) => tasks.handOverTask({ id, text })),
  'atrium.tasks.v1.TaskService/ReactToTask': onTask(directors, (tasks, id) => tasks.reactToTask({ id, text }), handedOver),
  'atrium.tasks.v1.TaskService/MoveDeadline': [
    ...onTask(directors, (tasks, id) => tasks.moveDeadline({ id, deadline, text })),
    ...onTask(
      [...directors, 'assignee'],
      (tasks, id) => tasks.moveDeadline({ id, deadline, text }),
      (stage) => stage.task({ deadlineMovable: true }),
    ).map((row) => ({ ...row, about: 'where the assignee may' })),
  ],
  'atrium.tasks.v1.TaskService/ProposeDeadline': onTask(workers, (tasks, id) => tasks.proposeDeadline({ id, deadline, text })),
  'atrium.tasks.v1.TaskService/AcceptDeadline': onTask(directors, (tasks, id) => tasks.acceptDeadline({ id }), proposed),
  'atrium.tasks.v1.TaskService/RefuseDeadline': onTask(directors, (tasks, id) => tasks.refuseDeadline({ id, text }), proposed),
  'atrium.tasks.v1.TaskService/AddChecklistItem': onTask([...directors, ...workers], (tasks, task) =>
    tasks.addChecklistItem({ task, text }),
  ),
  'atrium.tasks.v1.TaskService/UpdateChecklistItem': onTask(
    [...directors, ...workers],
    (tasks, task) => tasks.updateChecklistItem({ task, item: { id: 1, done: true } }),
    listed,
  ),
  'atrium.tasks.v1.TaskService/MoveChecklistItem': onTask(
    [...directors, ...workers],
    (tasks, task) => tasks.moveChecklistItem({ task, id: 1 }),
    listed,
  ),
  'atrium.tasks.v1.TaskService/RemoveChecklistItem': onTask(
    [...directors, ...workers],
    (tasks, task) => tasks.removeChecklistItem({ task, id: 1 }),
    listed,
  ),
  'atrium.tasks.v1.TaskService/WatchTask': onTask(seers, (tasks, id) => tasks.watchTask({ id })),
  'atrium.tasks.v1.TaskService/UnwatchTask': onTask(seers, (tasks, id) => tasks.unwatchTask({ id })),
  'atrium.tasks.v1.TaskService/DeleteTask': onTask(directors, (tasks, id) => tasks.deleteTask({ id })),
  'atrium.tasks.v1.TaskService/RestoreTask': onTask(directors, (tasks, id) => tasks.restoreTask({ id }), deleted),
  'atrium.tasks.v1.TaskService/ListTaskHistory': onTask(seers, (tasks, id) => tasks.listTaskHistory({ id })),
  'atrium.tasks.v1.TaskService/ListComments': onTask(seers, (tasks, task) => tasks.listComments({ task })),
  'atrium.tasks.v1.TaskService/CreateComment': onTask(seers, (tasks, task) => tasks.createComment({ task, text })),
};
