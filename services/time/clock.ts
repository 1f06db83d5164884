import { mayAny } from '../../kit/ability.js';
import type { Context } from '../../kit/context.js';
import { type Directory, zoneOf } from '../../kit/directory.js';
import { denied, refused } from '../../kit/errors.js';
import { dayOf } from '../../kit/zone.js';
import { latest, momentOf, notBefore } from './moment.js';
import type { Expectations } from './schedule-store.js';
import { underived } from './superior.js';
import { type EntryTask, timerEntry } from './time-entry.js';
import type { TimeEntries } from './time-entry-store.js';
import { lastBefore, requireFree, runningEntry, stopRunning, stopTimer } from './timeline.js';
import { alongside, type Turns, type Within } from './turns.js';
import { end, lastInstant, openUntil, pause, requireNotForgotten, resume, takesTimer, type WorkDay } from './work-day.js';
import type { WorkDays } from './work-day-store.js';

export type Clock = {
  startDay(context: Context, at: Date | undefined): Promise<void>;
  pauseDay(context: Context, at: Date | undefined): Promise<void>;
  resumeDay(context: Context, at: Date | undefined): Promise<void>;
  endDay(context: Context, at: Date | undefined): Promise<void>;
  startTimer(context: Context, task: EntryTask, at: Date | undefined): Promise<void>;
  stopTimer(context: Context, at: Date | undefined): Promise<void>;
};

type Parts = {
  days: WorkDays;
  entries: TimeEntries;
  turns: Turns;
  expectations: Expectations;
  directory: Directory;
  nextDay(): Promise<number>;
  nextEntry(): Promise<number>;
};

/** The person's last day. */
export async function lastDay(days: WorkDays, person: string, within?: Within): Promise<WorkDay | undefined> {
  const options = { ...(within && { session: within.session }), sort: { day: -1 as const } };
  return (await days.collection.findOne<WorkDay>({ person }, options)) ?? undefined;
}

/** What a person does with their clock. The day and the timer hang together: each change of both is one transaction. */
export function clockOf({ days, entries, turns, expectations, directory, nextDay, nextEntry }: Parts): Clock {
  /** Runs in the person's turn, unless the request has been carried out before. */
  function once(
    context: Context,
    of: Pick<WorkDays | TimeEntries, 'isRepeated'>,
    work: (within: Within, person: string) => Promise<void>,
  ): Promise<void> {
    if (!mayAny(context.actor, 'create', 'time')) throw denied('create');
    return turns.of(context, context.actor.id, async (within) => {
      if (!(await of.isRepeated(within))) await work(within, context.actor.id);
    });
  }

  async function current(person: string, within: Within): Promise<WorkDay> {
    const day = await lastDay(days, person, within);
    if (!day) throw refused('DAY_NOT_STARTED', 'Your working day has not begun.');
    return day;
  }

  /** A verb on the current day; those that end a stretch of work stop the timer at the same instant. */
  const verb = (
    context: Context,
    at: Date | undefined,
    rule: typeof pause,
    { action, stops }: { action: string; stops: boolean },
  ): Promise<void> =>
    once(context, days, async (within, person) => {
      const day = await current(person, within);
      const running = stops ? await runningEntry(entries, person, within.session) : undefined;
      const moment = notBefore(momentOf(at, context.now), latestOf(lastInstant(day), running?.from));
      // The rule first: what it refuses stops no timer.
      await days.change(within, day._id, (state) => rule(state, moment), action);
      if (running) await stopTimer(entries, running, moment, alongside(within));
    });

  return {
    startDay: (context, at) =>
      once(context, days, async (within, person) => {
        const before = await lastDay(days, person, within);
        const from = notBefore(momentOf(at, context.now), before && lastInstant(before));
        if (before) requireNotForgotten(before, from);
        if (before && before.state !== 'ended') return;
        const timeZone = zoneOf(directory, person);
        const day = dayOf(from, timeZone);
        if (before && before.day >= day) throw refused('DAY_ENDED', 'Today has ended already: resume it.');
        const expected = await expectations.expected(person, day, timeZone);
        await days.create(
          within,
          {
            ...underived,
            _id: await nextDay(),
            person,
            day,
            timeZone,
            state: 'working',
            intervals: [{ from }],
            expected,
            openUntil: openUntil(day, timeZone, expected),
            startedAt: from,
            workedSeconds: 0,
            marks: [],
          },
          { action: 'started' },
        );
      }),

    pauseDay: (context, at) => verb(context, at, pause, { action: 'paused', stops: true }),
    resumeDay: (context, at) => verb(context, at, resume, { action: 'resumed', stops: false }),
    endDay: (context, at) => verb(context, at, end, { action: 'ended', stops: true }),

    startTimer: (context, task, at) =>
      once(context, entries, async (within, person) => {
        const day = await lastDay(days, person, within);
        const running = await runningEntry(entries, person, within.session);
        const last = await lastBefore(entries, person, undefined, 0, within.session);
        const from = notBefore(momentOf(at, context.now), latestOf(day && lastInstant(day), last?.to ?? last?.from));
        if (!day || !takesTimer(day, from)) throw refused('DAY_NOT_OPEN', 'The timer runs only during your working day.');
        if (running?.task === task.task) return;
        await stopRunning(entries, person, from, within);
        const entry = timerEntry(await nextEntry(), task, from, context);
        await requireFree(entries, entry, within.session);
        await entries.create(within, { ...entry, ...underived }, { action: 'started' });
      }),

    stopTimer: (context, at) =>
      once(context, entries, async (within, person) => {
        const running = await runningEntry(entries, person, within.session);
        if (running) await stopTimer(entries, running, notBefore(momentOf(at, context.now), running.from), within);
      }),
  };
}

function latestOf(...instants: (Date | undefined)[]): Date | undefined {
  const known = instants.filter((instant) => instant !== undefined);
  return known.length > 0 ? latest(...known) : undefined;
}
