import { Status } from 'nice-grpc-common';
import type { Schedule as ScheduleMessage, ScheduleServiceDefinition } from '../../gen/atrium/time/v1/schedule.js';
import { mayAny } from '../../kit/ability.js';
import type { Actor } from '../../kit/actor.js';
import type { Directory } from '../../kit/directory.js';
import { denied, invalid, notFound, Refusal } from '../../kit/errors.js';
import type { Implementation } from '../../kit/grpc-server.js';
import { checkedSchedule, requireSetting, type Schedule, type ScheduleContent, usualSchedule } from './schedule.js';
import type { Turns } from './turns.js';
import { contentMessage, type Expectations, kindOf, scheduleMessage, type Schedules } from './schedule-store.js';

type Parts = { schedules: Schedules; turns: Turns; expectations: Expectations; directory: Directory };

export const scheduleApi = ({
  schedules,
  turns,
  expectations,
  directory,
}: Parts): Implementation<typeof ScheduleServiceDefinition> => {
  /** Whose it is must be known here. */
  function requireKnown(id: string): void {
    if (id.startsWith('u:') && !directory.person(id.slice(2)))
      throw invalid('UNKNOWN_PERSON', `There is nobody ${id.slice(2)} who works here.`, 'schedule.id');
    if (id.startsWith('d:') && !directory.department(Number(id.slice(2))))
      throw invalid('UNKNOWN_DEPARTMENT', `There is no department ${id.slice(2)}.`, 'schedule.id');
  }

  /** Who is above whose schedule it is. */
  const readersOf = (id: string): string[] => (id === 'company' ? [] : directory.readers([id]));
  const shown = (schedule: Schedule, actor: Actor) => scheduleMessage(schedule, { actor, readers: readersOf(schedule._id) });

  return {
    async listSchedules(request, context) {
      const page = await schedules.list(context, request);
      return { schedules: page.items.map((each) => shown(each, context.actor)), nextPageToken: page.nextPageToken };
    },

    async getScheduleOf({ person }, { actor }) {
      if (!mayAny(actor, 'read', 'time')) throw denied('read');
      if (person && !directory.person(person)) throw notFound('person', person);
      const schedule = await expectations.scheduleOf(person || actor.id);
      return schedule ? shown(schedule, actor) : contentMessage(usualSchedule);
    },

    async setSchedule({ schedule }, context) {
      const { id, content } = contentOf(schedule);
      requireKnown(id);
      requireSetting(id, readersOf(id), context.actor, 'set');
      const checked = checkedSchedule(content);
      const written = await turns.of(context, id, async (within) => {
        const [existing] = await schedules.load([id], within.session);
        return existing
          ? schedules.change(within, id, (state): Schedule => ({ ...state, ...checked }), 'updated')
          : schedules.create(within, { _id: id, ...checked });
      });
      return shown(written, context.actor);
    },

    async deleteSchedule({ id }, context) {
      requireSetting(id, readersOf(id), context.actor, 'delete');
      await schedules
        .remove(context, id, () => undefined)
        .catch((error: unknown) => {
          // It has been taken away already.
          if (!(error instanceof Refusal) || error.code !== Status.NOT_FOUND) throw error;
        });
      return {};
    },
  };
};

function contentOf(schedule: ScheduleMessage | undefined): { id: string; content: ScheduleContent } {
  if (!schedule) throw invalid('SCHEDULE', 'Say what the schedule is.', 'schedule');
  const { id, kind, weekdays, start, end, pauseMinutes, dayMinutes, pattern, patternFrom } = schedule;
  const { lateMinutes, earlyMinutes, shortMinutes } = schedule;
  const hours = { kind: kindOf(kind), weekdays, start, end, pauseMinutes, dayMinutes, pattern, patternFrom };
  return { id, content: { ...hours, lateMinutes, earlyMinutes, shortMinutes } };
}
