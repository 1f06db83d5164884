import type { Clock as ClockMessage, ClockServiceDefinition } from '../../gen/atrium/time/v1/clock.js';
import { DayState } from '../../gen/atrium/time/v1/work_day.js';
import { mayAny } from '../../kit/ability.js';
import type { Context } from '../../kit/context.js';
import { type Directory, zoneOf } from '../../kit/directory.js';
import type { Implementation } from '../../kit/grpc-server.js';
import { dayOf } from '../../kit/zone.js';
import { type Absences, absenceMessage } from './absence-store.js';
import { absenceOn } from './absences-on.js';
import { type Clock, lastDay } from './clock.js';
import type { TaskOf } from './tasks-of.js';
import { type TimeEntries, timeEntryMessage } from './time-entry-store.js';
import { runningEntry } from './timeline.js';
import { stateAt, type WorkDay } from './work-day.js';
import { type WorkDays, wireState, workDayMessage } from './work-day-store.js';

type Parts = { clock: Clock; days: WorkDays; entries: TimeEntries; absences: Absences; directory: Directory; taskOf: TaskOf };

export const clockApi = ({
  clock,
  days,
  entries,
  absences,
  directory,
  taskOf,
}: Parts): Implementation<typeof ClockServiceDefinition> => {
  async function shown(context: Context): Promise<ClockMessage> {
    const { actor, now } = context;
    const timeZone = zoneOf(directory, actor.id);
    const today = dayOf(now, timeZone);
    const [last, running, absence] = await Promise.all([
      lastDay(days, actor.id),
      runningEntry(entries, actor.id),
      absenceOn(absences, [actor.id], () => today).then((found) => found.get(actor.id)),
    ]);
    // A night shift goes on after midnight.
    const day = last && (last.day >= today || last.state !== 'ended' || now < last.openUntil) ? last : undefined;
    return {
      person: actor.id,
      today,
      timeZone,
      state: day ? wireState[stateAt(day, now)] : DayState.DAY_STATE_NOT_STARTED,
      workDay: day && workDayMessage(day, context),
      running: running && timeEntryMessage(running, actor),
      absence: absence && absenceMessage(absence, actor),
      now,
      allowedActions: mayAny(actor, 'create', 'time') ? [...dayVerbs(day, today, now), ...(running ? ['stop_timer'] : [])] : [],
    };
  }

  const then = async (context: Context, done: Promise<void>): Promise<ClockMessage> => {
    await done;
    return shown({ ...context, now: new Date() });
  };

  return {
    getClock: (_, context) => shown(context),
    startDay: ({ at }, context) => then(context, clock.startDay(context, at)),
    pauseDay: ({ at }, context) => then(context, clock.pauseDay(context, at)),
    resumeDay: ({ at }, context) => then(context, clock.resumeDay(context, at)),
    endDay: ({ at }, context) => then(context, clock.endDay(context, at)),
    stopTimer: ({ at }, context) => then(context, clock.stopTimer(context, at)),
    async startTimer({ task, at }, context) {
      return then(context, clock.startTimer(context, await taskOf(context, task, 'task'), at));
    },
  };
};

function dayVerbs(day: WorkDay | undefined, today: string, now: Date): string[] {
  if (!day) return ['start_day'];
  switch (stateAt(day, now)) {
    case 'forgotten':
      return ['close_day'];
    case 'working':
      return ['pause_day', 'end_day', 'start_timer'];
    case 'paused':
      return ['resume_day', 'end_day'];
    case 'ended':
      return [
        ...(now < day.openUntil && day.request?.state !== 'pending' ? ['resume_day'] : []),
        ...(day.day < today ? ['start_day'] : []),
      ];
  }
}
