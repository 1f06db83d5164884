import { Schedule as ScheduleMessage, ScheduleEvent, ScheduleKind as WireKind } from '../../gen/atrium/time/v1/schedule.js';
import { mayAny } from '../../kit/ability.js';
import type { Actor } from '../../kit/actor.js';
import type { Aggregate } from '../../kit/aggregate.js';
import type { Directory } from '../../kit/directory.js';
import type { Store } from '../../kit/store.js';
import {
  type Expectation,
  expectationOf,
  type Schedule,
  scheduleActions,
  type ScheduleContent,
  type ScheduleKind,
  usualCalendar,
  usualSchedule,
} from './schedule.js';

export type Schedules = Aggregate<Schedule>;

const wireKind: Record<ScheduleKind, WireKind> = {
  fixed: WireKind.SCHEDULE_KIND_FIXED,
  flexible: WireKind.SCHEDULE_KIND_FLEXIBLE,
  shift: WireKind.SCHEDULE_KIND_SHIFT,
};

export function kindOf(wire: WireKind): ScheduleKind {
  if (wire === WireKind.SCHEDULE_KIND_SHIFT) return 'shift';
  return wire === WireKind.SCHEDULE_KIND_FLEXIBLE ? 'flexible' : 'fixed';
}

/** A schedule as the contract has it; what may be done with it where somebody asks, by who is above whose it is. */
export const scheduleMessage = (schedule: Schedule, asked?: { actor: Actor; readers: readonly string[] }): ScheduleMessage => ({
  ...contentMessage(schedule),
  id: schedule._id,
  version: schedule.version,
  allowedActions: asked ? scheduleActions(schedule._id, asked.readers, asked.actor) : [],
});

/** Where nothing is set, without a name or version of its own. */
export const contentMessage = (content: ScheduleContent): ScheduleMessage => ({
  id: '',
  version: 0,
  kind: wireKind[content.kind],
  weekdays: [...content.weekdays],
  start: content.start,
  end: content.end,
  pauseMinutes: content.pauseMinutes,
  dayMinutes: content.dayMinutes,
  pattern: content.pattern.map(({ start, end }) => ({ start, end })),
  patternFrom: content.patternFrom,
  lateMinutes: content.lateMinutes,
  earlyMinutes: content.earlyMinutes,
  shortMinutes: content.shortMinutes,
  allowedActions: [],
});

export const scheduleStore = (store: Store): Schedules =>
  store.aggregate<Schedule, ScheduleMessage>({
    name: 'schedule',
    collection: 'schedules',
    type: 'atrium.time.v1.Schedule',
    codec: ScheduleMessage,
    message: (schedule) => scheduleMessage(schedule),
    eventType: 'atrium.time.v1.ScheduleEvent',
    event: (schedule, meta) => ScheduleEvent.encode({ ...meta, schedule }).finish(),
    // Nothing has a kind that is null: guests see none.
    readable: (actor) => (mayAny(actor, 'read', 'time') ? {} : { kind: null }),
    audience: () => ['*'],
    indexes: [],
  });

/** Which schedule holds for a person, and what it expects of them on a day. */
export type Expectations = {
  scheduleOf(person: string): Promise<Schedule | undefined>;
  expected(person: string, day: string, zone: string): Promise<Expectation>;
  /** The same for many people at once. */
  expectedOf(
    people: readonly string[],
    dayAndZoneOf: (person: string) => { day: string; zone: string },
  ): Promise<Map<string, Expectation>>;
};

export function expectationsOf(schedules: Schedules, directory: Directory): Expectations {
  /** Their own, those of their departments from below, the company's. */
  function namesFor(person: string): string[] {
    const departments = directory.person(person)?.departments.flatMap((id) => directory.ancestors(id)) ?? [];
    return [`u:${person}`, ...departments.map((id) => `d:${id}`), 'company'];
  }

  async function found(people: readonly string[]): Promise<(person: string) => Schedule | undefined> {
    const names = new Map(people.map((person) => [person, namesFor(person)]));
    const set = new Map((await schedules.load([...new Set([...names.values()].flat())])).map((each) => [each._id, each]));
    return (person) =>
      names
        .get(person)
        ?.flatMap((name) => set.get(name) ?? [])
        .at(0);
  }

  const calendar = () => directory.company()?.calendar ?? usualCalendar;

  return {
    scheduleOf: async (person) => (await found([person]))(person),
    async expected(person, day, zone) {
      return expectationOf((await found([person]))(person) ?? usualSchedule, calendar(), day, zone);
    },
    async expectedOf(people, dayAndZoneOf) {
      const scheduleOf = await found(people);
      return new Map(
        people.map((person) => {
          const { day, zone } = dayAndZoneOf(person);
          return [person, expectationOf(scheduleOf(person) ?? usualSchedule, calendar(), day, zone)];
        }),
      );
    },
  };
}
