import type { QueryClient } from '@tanstack/react-query';
import { answer, api } from '../../../api/client';
import { invalidateLists } from '../../../api/keys';
import { ApiProblem } from '../../../api/problem';
import type { Clock } from '../../../api/types';
import { problemToast } from '../../../kit/feedback/toast';
import type { Command } from './commands';
import { clockQuery, runningQuery } from './queries';
import { drop, waitingFor } from './waiting';

function send({ id, verb, at, task = '0' }: Command): Promise<Clock> {
  const params = { header: { 'Idempotency-Key': id } };
  const body = { at };
  switch (verb) {
    case 'startDay':
      return answer(api.POST('/v1/me/clock:startDay', { params, body }));
    case 'pauseDay':
      return answer(api.POST('/v1/me/clock:pauseDay', { params, body }));
    case 'resumeDay':
      return answer(api.POST('/v1/me/clock:resumeDay', { params, body }));
    case 'endDay':
      return answer(api.POST('/v1/me/clock:endDay', { params, body }));
    case 'startTimer':
      return answer(api.POST('/v1/me/clock:startTimer', { params, body: { task, at } }));
    case 'stopTimer':
      return answer(api.POST('/v1/me/clock:stopTimer', { params, body }));
  }
}

/** Whether the same may be answered otherwise later. */
const mayPass = (error: unknown): boolean =>
  error instanceof ApiProblem && (error.status < 400 || error.status >= 500 || error.status === 401 || error.status === 429);

/** One tab of the device sends at a time, so that what was done first arrives first. */
const inTurn = (work: () => Promise<void>): Promise<void> =>
  'locks' in navigator ? navigator.locks.request('atrium.clock', work) : work();

/** Sends what waits, in order, until the server does not answer. What it refuses is explained and given up. */
export function sendWaiting(queries: QueryClient, person: string): Promise<void> {
  return inTurn(async () => {
    for (let [command] = waitingFor(person); command !== undefined; [command] = waitingFor(person)) {
      try {
        const clock = await send(command);
        // What was asked before knows less than this answer.
        await queries.cancelQueries({ queryKey: clockQuery.queryKey });
        await queries.cancelQueries({ queryKey: runningQuery(person).queryKey });
        queries.setQueryData(clockQuery.queryKey, clock);
        queries.setQueryData(runningQuery(person).queryKey, clock.running ?? null);
      } catch (error) {
        if (mayPass(error)) return;
        problemToast(error);
      }
      drop(person, command.id);
    }
    invalidateLists(queries, 'work_day');
    invalidateLists(queries, 'time_entry');
  });
}
