import { Task, TaskEvent, TaskStatus } from '../gen/atrium/tasks/v1/tasks.js';
import { type Actor, systemActor } from './actor.js';
import type { Aggregate } from './aggregate.js';
import type { Stored } from './events.js';
import type { Store } from './store.js';

/** The smallest aggregate there could be; on the wire it travels as a task. */
export type Note = Stored<number> & {
  readonly title: string;
  readonly owner: string;
  readonly due?: Date | undefined;
  readonly done: boolean;
};

export const noteStore = (store: Store): Aggregate<Note> =>
  store.aggregate<Note, Task>({
    name: 'note',
    collection: 'notes',
    indexes: [{ key: { owner: 1, _id: 1 } }],
    type: 'atrium.tasks.v1.Task',
    codec: Task,
    message: ({ _id, version, changedAt, title, owner, due, done }) =>
      Task.fromPartial({
        id: _id,
        version,
        changedAt,
        title,
        creator: owner,
        deadline: due,
        status: done ? TaskStatus.TASK_STATUS_COMPLETED : TaskStatus.TASK_STATUS_NEW,
      }),
    eventType: 'atrium.tasks.v1.TaskEvent',
    event: (task, meta) => TaskEvent.encode({ ...meta, task, comment: undefined }).finish(),
    readable: ({ id, roles }) => (roles.includes('admin') ? {} : { owner: id }),
    audience: ({ owner }) => [`u:${owner}`],
    searchable: ({ title }) => [title],
    sortable: { title: { path: 'title' } },
  });

/** A person as far as notes go. */
export const person = (id: string, roles: string[] = []): Actor => ({ ...systemActor, id, roles, service: false });
