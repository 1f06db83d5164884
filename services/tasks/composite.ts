import { TaskEvent } from '../../gen/atrium/tasks/v1/tasks.js';
import { systemActor } from '../../kit/actor.js';
import type { Consumer } from '../../kit/consumer.js';
import type { Store } from '../../kit/store.js';
import { isOpen } from './actions.js';
import type { Rollup } from './rollup.js';
import { inPlan } from './someday.js';
import type { Task } from './task.js';
import type { Tasks } from './task-store.js';
import type { Tree } from './tree.js';
import { reportedDone } from './work.js';

type Parts = { store: Store; tasks: Tasks; tree: Tree };

/**
 * Lets tasks follow their subtasks where they are to: after each change of a task, it and all above it, and above where it
 * was, are looked at as they are now.
 */
export function followSubtasks({ store, tasks, tree }: Parts): Consumer {
  return {
    name: 'tasks.composite',
    store,
    services: ['tasks'],
    wants: ({ kind }) => kind === 'task',
    async repeat(event) {
      const { task, changes } = TaskEvent.fromJSON(event.json());
      if (!task) return;
      const before: unknown = changes.find(({ path }) => path === 'parent')?.before;
      const touched = await tasks.load([...new Set([task.id, Number(before ?? 0)])]);
      const above = await tasks.load([...new Set(touched.flatMap(({ ancestors = [] }) => ancestors))]);
      const followers = [...touched, ...above].filter(follows);
      const now = new Date();
      for (const [id, rollup] of await tree.rollups(followers, now))
        await tasks.change(
          { actor: systemActor, now, automation: 'tasks/composite' },
          id,
          (state) => followed(state, rollup, now),
          (state, after) => (state.status === after.status ? 'deadline_moved' : 'completed'),
        );
    },
  };
}

const follows = (task: Task): boolean =>
  task.deletedAt === undefined && (task.completesWithSubtasks === true || task.deadlineFollowsSubtasks === true);

/** The task as its subtasks make it. Nobody moved a deadline that follows, so it does not count as moved. */
export function followed(task: Task, { subtasks, completed, deadline }: Rollup, now: Date): Task {
  if (!follows(task)) return task;
  if (task.completesWithSubtasks && completed === subtasks) return isOpen(task) ? reportedDone(task, task.acceptance, now) : task;
  const moves = task.deadlineFollowsSubtasks && deadline && deadline.getTime() !== task.deadline?.getTime();
  return moves && isOpen(task) ? { ...task, ...inPlan, deadline, firstDeadline: task.firstDeadline ?? deadline } : task;
}
