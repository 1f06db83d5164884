import type { Interval as IntervalMessage, WorkDayServiceDefinition } from '../../gen/atrium/time/v1/work_day.js';
import { mayAny } from '../../kit/ability.js';
import type { Context } from '../../kit/context.js';
import type { Directory } from '../../kit/directory.js';
import { denied, invalid } from '../../kit/errors.js';
import type { Implementation } from '../../kit/grpc-server.js';
import type { Absences } from './absence-store.js';
import { wholeSecond } from './moment.js';
import { hasSuperior } from './people.js';
import { presenceOf } from './presence.js';
import type { Expectations } from './schedule-store.js';
import type { TimeEntries } from './time-entry-store.js';
import { stopRunning } from './timeline.js';
import type { Turns } from './turns.js';
import { close, confirm, correct, decline, type Interval, type WorkDay } from './work-day.js';
import { type WorkDays, workDayMessage } from './work-day-store.js';

type Parts = {
  days: WorkDays;
  entries: TimeEntries;
  absences: Absences;
  turns: Turns;
  expectations: Expectations;
  directory: Directory;
};

export const workDayApi = (parts: Parts): Implementation<typeof WorkDayServiceDefinition> => {
  const { days, entries, turns, directory } = parts;

  /** Changes a day in the turn of whose it is. */
  async function change(
    context: Context,
    id: number,
    rule: (day: WorkDay) => WorkDay,
    action: string | ((before: WorkDay, after: WorkDay) => string),
  ) {
    const { person } = await days.get(context, id);
    const changed = await turns.of(context, person, (within) => days.change(within, id, rule, action));
    return workDayMessage(changed, context);
  }

  const asking = (reason: string, person: string) => ({ reason, needsConfirmation: hasSuperior(directory, person) });

  return {
    async getWorkDay({ id }, context) {
      return workDayMessage(await days.get(context, id), context);
    },

    async listWorkDays(request, context) {
      const page = await days.list(context, request);
      return { workDays: page.items.map((day) => workDayMessage(day, context)), nextPageToken: page.nextPageToken };
    },

    async closeWorkDay({ id, endedAt, reason }, context) {
      if (!endedAt) throw invalid('END_OF_DAY', 'Say when it ended.', 'ended_at');
      const { person } = await days.get(context, id);
      const closed = await turns.of(context, person, async (within) => {
        const repeated = await days.isRepeated(within);
        const day = await days.change(within, id, (state) => close(state, endedAt, asking(reason, person), context), 'closed');
        if (!repeated) await stopRunning(entries, person, wholeSecond(endedAt), within);
        return day;
      });
      return workDayMessage(closed, context);
    },

    correctWorkDay: ({ id, intervals, reason }, context) =>
      change(
        context,
        id,
        (day) => correct(day, intervals.map(intervalOf), asking(reason, day.person), context),
        (_, after) => (after.request?.state === 'confirmed' ? 'corrected' : 'correction_requested'),
      ),
    confirmWorkDay: ({ id, answer }, context) => change(context, id, (day) => confirm(day, answer, context), 'confirmed'),
    declineWorkDay: ({ id, answer }, context) => change(context, id, (day) => decline(day, answer, context), 'declined'),

    async listWorkDayHistory({ id, ...page }, context) {
      await days.get(context, id);
      return days.history(id, page);
    },

    async getPresence({ department }, { actor, now }) {
      if (!mayAny(actor, 'read', 'time')) throw denied('read');
      if (!directory.department(department))
        throw invalid('UNKNOWN_DEPARTMENT', `There is no department ${department}.`, 'department');
      const people = [...directory.members([`d:${department}`])].sort();
      return { people: await presenceOf(people, now, parts) };
    },
  };
};

/** The contract's rules have refused one without a beginning. */
function intervalOf({ from, to }: IntervalMessage): Interval {
  if (!from) throw invalid('INTERVALS', 'Say when it began.', 'intervals');
  return { from, to };
}
