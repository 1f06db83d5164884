import { answer, api, done, idempotencyKey, ifVersion } from '../../../../api/client';
import { ApiProblem, isConflict } from '../../../../api/problem';
import type { Task } from '../../../../api/types';
import type { TaskChange } from '../../data/changes';
import { columnsOf, holds } from '../rules/changed';
import { below, type Move } from '../rules/moves';
import type { Reason } from './overlay';
import type { PlanCache } from './plan-query';

/** A change of one task, what the person saw before it, and which wish it is. */
export type Wish = { readonly id: string; readonly change: TaskChange; readonly before: TaskChange; readonly wish: number };

type Settle = (wish: Wish, reason?: Reason) => void;

/** So many tasks a call changes at most, as the contract has it. */
const mostChanges = 500;

/** What the plan asks of the server. Answers are in the cache before a call is over. */
export function planCalls(cache: PlanCache) {
  const patch = (task: Task, change: TaskChange) =>
    answer(
      api.PATCH('/v1/tasks/{id}', {
        params: { path: { id: task.id }, header: { ...ifVersion(task.version), 'Idempotency-Key': idempotencyKey() } },
        body: change,
      }),
    );

  /** Writes on top of what others have done to other fields; where they have written the same, nothing. */
  async function changeOne(wish: Wish, known: Task | undefined): Promise<Reason | undefined> {
    try {
      const task = known ?? (await cache.fresh(wish.id));
      if (!holds(task, wish.before)) {
        cache.put([task]);
        return holds(task, wish.change) ? undefined : { kind: 'stale' };
      }
      cache.put([await patch(task, wish.change)]);
      return undefined;
    } catch (error) {
      if (known && isConflict(error)) return changeOne(wish, undefined);
      return { kind: 'refused', error };
    }
  }

  async function changeMany(wishes: readonly Wish[], settle: Settle): Promise<void> {
    const known = wishes.flatMap((wish) => {
      const task = cache.task(wish.id);
      return task && holds(task, wish.before) ? [{ wish, task }] : [];
    });
    const others = new Set(wishes.filter((wish) => !known.some((one) => one.wish === wish)));
    if (known.length > 0) {
      const requests = known.map(({ wish: { id, change }, task }) => ({
        task: { id, ...change },
        updateMask: columnsOf(change).join(','),
        expectedVersion: task.version,
      }));
      const params = { header: { 'Idempotency-Key': idempotencyKey() } };
      const { results } = await answer(api.POST('/v1/tasks:batchUpdate', { params, body: { requests } }));
      cache.put(results.flatMap(({ task }) => task ?? []));
      for (const [index, { error }] of results.entries()) {
        const wish = known[index]?.wish;
        if (!wish) continue;
        if (error?.code === aborted) others.add(wish);
        else settle(wish, error && { kind: 'refused', error: problemOf(error) });
      }
    }
    for (const wish of others) settle(wish, await changeOne(wish, undefined));
  }

  return {
    /** Says of each wish what became of it; never fails. */
    async change(wishes: readonly Wish[], settle: Settle): Promise<void> {
      const [only, ...more] = wishes;
      if (only && more.length === 0) {
        settle(only, await changeOne(only, cache.task(only.id)));
        return;
      }
      for (let at = 0; at < wishes.length; at += mostChanges) {
        const some = wishes.slice(at, at + mostChanges);
        const open = new Set(some);
        try {
          await changeMany(some, (wish, reason) => {
            open.delete(wish);
            settle(wish, reason);
          });
        } catch (error) {
          for (const wish of open) settle(wish, { kind: 'refused', error });
        }
      }
    },

    /** Where a task stands is nobody's text to be lost: whoever moves it last has put it there. */
    async move({ id, parent, before }: Move): Promise<void> {
      const send = (task: Task | undefined) => {
        const header = { 'Idempotency-Key': idempotencyKey(), ...(task && ifVersion(task.version)) };
        return answer(api.POST('/v1/tasks/{id}:move', { params: { path: { id }, header }, body: { parent, before } }));
      };
      const answered = await send(cache.task(id)).catch(async (error: unknown) => {
        if (!isConflict(error)) throw error;
        return send(await cache.fresh(id));
      });
      cache.change((tasks) => tasks.map((task) => below(task, id, answered.ancestors)));
      cache.put([answered]);
    },

    async create(parent: string, changes: readonly TaskChange[], key: string): Promise<Task[]> {
      const requests = changes.map(({ deadline, plannedStart, plannedEnd, ...change }) => ({
        task: {
          ...change,
          parent,
          deadline: deadline ?? undefined,
          plannedStart: plannedStart ?? undefined,
          plannedEnd: plannedEnd ?? undefined,
        },
      }));
      const params = { header: { 'Idempotency-Key': key } };
      return (await answer(api.POST('/v1/tasks:batchCreate', { params, body: { requests } }))).tasks;
    },

    async remove(ids: readonly string[]): Promise<void> {
      for (const id of ids) {
        await done(api.DELETE('/v1/tasks/{id}', { params: { path: { id } } }));
        cache.change((tasks) => tasks.filter((task) => task.id !== id));
      }
    },

    async restore(ids: readonly string[]): Promise<void> {
      for (const id of ids) {
        const params = { path: { id }, header: { 'Idempotency-Key': idempotencyKey() } };
        cache.put([await answer(api.POST('/v1/tasks/{id}:restore', { params }))]);
      }
    },
  };
}

/** google.rpc.Code, and the status that the gateway would have answered. */
const aborted = 10;
const statuses: Readonly<Record<number, number>> = { 3: 400, 5: 404, 6: 409, 7: 403, 9: 400, [aborted]: 412 };

const problemOf = ({ code, reason, message }: { code: number; reason: string; message: string }) =>
  new ApiProblem(statuses[code] ?? 500, { reason, detail: message });
