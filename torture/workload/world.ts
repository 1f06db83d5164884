import { z } from 'zod';
import type { Operation } from '../history.js';
import type { Random } from '../../kit/random.js';

/** What the people know of a task from the answers they got. */
export const TaskAnswer = z.object({
  id: z.string(),
  version: z.string(),
  creator: z.string(),
  assignee: z.string(),
  coExecutors: z.array(z.string()).default([]),
  observers: z.array(z.string()).default([]),
  status: z.string(),
  deletedAt: z.string().optional(),
});
export type KnownTask = z.infer<typeof TaskAnswer>;

const Versioned = z.object({ id: z.string(), version: z.string() });

export const participants = ({ creator, assignee, coExecutors, observers }: KnownTask): string[] => [
  ...new Set([`u:${creator}`, `u:${assignee}`, ...coExecutors, ...observers]),
];

/** What all people together have learnt, so that they meet at the same things. */
export function createWorld() {
  const tasks = new Map<string, KnownTask>();
  const views = new Map<string, { version: string; owner: string }>();
  const departments = new Map<string, string>();
  let order: string[] = [];

  return {
    tasks,
    views,
    departments,
    /** One of the newer tasks, the newest most often: people argue about what is hot. */
    someTask(random: Random, isMeant: (task: KnownTask) => boolean): KnownTask | undefined {
      for (let tries = 0; tries < 8 && order.length > 0; tries++) {
        const age = Math.min(random.between(0, 60), random.between(0, 60));
        const task = tasks.get(order.at(-1 - (age % order.length)) ?? '');
        if (task && isMeant(task)) return task;
      }
      return undefined;
    },
    learn({ name, user, attempts }: Operation): void {
      const body = attempts.at(-1)?.body;
      if (!body) return;
      const task = TaskAnswer.safeParse(body).data;
      if (task) {
        if (!tasks.has(task.id)) order = [...order.slice(-200), task.id];
        tasks.set(task.id, task);
        return;
      }
      const thing = Versioned.safeParse(body).data;
      if (thing && name.endsWith('view')) views.set(thing.id, { version: thing.version, owner: user });
      if (thing && name.endsWith('department')) departments.set(thing.id, thing.version);
    },
  };
}

export type World = ReturnType<typeof createWorld>;
