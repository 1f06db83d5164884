import type { Client } from 'nice-grpc';
import { Metadata, Status } from 'nice-grpc-common';
import type { TaskServiceDefinition } from '../../gen/atrium/tasks/v1/tasks.js';
import { Refusal, denied, invalid } from '../../kit/errors.js';
import type { ServiceContext } from '../../kit/grpc-server.js';
import type { EntryTask } from './time-entry.js';

/** The task as the caller may put time on it. */
export type TaskOf = (context: ServiceContext, task: number, field: string) => Promise<EntryTask>;

/**
 * Asks tasks, as the caller: whether they see the task, and set it or work on it, is what tasks says now. A copy of all tasks
 * here would answer the same a moment later, and would have to be kept for ever to answer it seldom.
 */
export function tasksOf(tasks: Client<typeof TaskServiceDefinition>): TaskOf {
  return async ({ actor, token }, id, field) => {
    const unknown = () => invalid('UNKNOWN_TASK', `There is no task ${id}.`, field);
    const task = await tasks
      .getTask({ id }, { metadata: Metadata({ authorization: `Bearer ${token}` }) })
      .catch((error: unknown) => {
        throw error instanceof Refusal && error.code === Status.NOT_FOUND ? unknown() : error;
      });
    if (task.deletedAt) throw unknown();
    const works =
      task.creator === actor.id || task.assignee === actor.id || task.coExecutors.some((ref) => actor.refs.includes(ref));
    if (!works) throw denied('track');
    return { task: task.id, taskTitle: task.title };
  };
}
