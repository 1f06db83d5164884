import type { Task as TaskMessage } from '../../gen/atrium/tasks/v1/tasks.js';
import { invalid } from '../../kit/errors.js';
import { type Content, contentIn } from './task.js';
import { priorityOf } from './task-store.js';

/** What the request writes of a task, without what only the system sets. */
export function contentOf(task: TaskMessage | undefined): Content {
  if (!task) throw invalid('TASK_REQUIRED', 'Say what the task is.', 'task');
  return contentIn({ ...task, priority: priorityOf(task.priority) });
}
