import { Task, TaskServiceDefinition } from '../../../gen/atrium/tasks/v1/tasks.js';
import { AbsenceKind, AbsenceServiceDefinition } from '../../../gen/atrium/time/v1/absence.js';
import { ClockServiceDefinition } from '../../../gen/atrium/time/v1/clock.js';
import { ScheduleKind, ScheduleServiceDefinition } from '../../../gen/atrium/time/v1/schedule.js';
import { TimeEntry, TimeEntryServiceDefinition } from '../../../gen/atrium/time/v1/time_entry.js';
import { WorkDayServiceDefinition } from '../../../gen/atrium/time/v1/work_day.js';
import { addDays } from '../../../kit/zone.js';
import { type As, cast, guests, insiders, type Part, parts } from '../company.js';
import { among, except, type Row, type Table } from '../matrix.js';
import { fresh, type Stage } from '../stage.js';

/** Whose time it is, who is above them, and who administers. */
const seers: Part[] = ['author', 'head', 'admin'];
const superiors: Part[] = ['head', 'admin'];
const outsiders: Part[] = [...guests, 'service'];

const own = (call: (as: As) => Promise<unknown>): Row[] => [{ call, may: insiders, denied: outsiders }];
const clockOf = (as: As) => as(ClockServiceDefinition);
const daysOf = (as: As) => as(WorkDayServiceDefinition);
const entriesOf = (as: As) => as(TimeEntryServiceDefinition);
const schedulesOf = (as: As) => as(ScheduleServiceDefinition);
const absencesOf = (as: As) => as(AbsenceServiceDefinition);

/** The clock of a caller whose day goes on, whatever has become of it before. */
async function going(as: As) {
  const clock = await clockOf(as);
  const { allowedActions } = await clock.getClock({});
  if (allowedActions.includes('resume_day')) await clock.resumeDay({});
  else await clock.startDay({});
  return clock;
}

async function ownTask(as: As): Promise<number> {
  const { creator } = await (await as(TaskServiceDefinition)).createTask({ task: task(cast.assignee.user) });
  return (await (await as(TaskServiceDefinition)).createTask({ task: task(creator) })).id;
}

const task = (assignee: string) => Task.fromPartial({ title: fresh('Timed'), assignee });

/** A row about a day of the author: those who see it, and may not, are told so. */
const onDay = (
  may: readonly Part[],
  make: (stage: Stage) => Promise<number>,
  call: (as: As, id: number, stage: Stage) => Promise<unknown>,
): Row[] => [
  {
    async call(as, stage) {
      await call(as, await make(stage), stage);
    },
    may,
    denied: except(seers, ...may),
  },
];

let slots = 0;
let lastTask: Promise<number> | undefined;
/** An entry of the author, at a time of its own. */
async function entry(stage: Stage): Promise<number> {
  const [as, id] = [stage.as('author'), await (lastTask ??= ownTask(stage.as('author')))];
  const from = new Date(Date.UTC(2026, 0, 1) + ++slots * 600_000);
  const written = TimeEntry.fromPartial({ task: id, from, to: new Date(from.getTime() + 300_000), comment: 'By hand' });
  return (await (await entriesOf(as)).createTimeEntry({ entry: written })).id;
}

let days = 0;
const absent = () => {
  const firstDay = addDays('2031-01-01', 2 * ++days);
  return { kind: AbsenceKind.ABSENCE_KIND_TRIP, firstDay, lastDay: firstDay };
};
const absence = async (stage: Stage): Promise<number> =>
  (await (await absencesOf(stage.as('author'))).createAbsence({ absence: absent() })).id;

const schedule = { kind: ScheduleKind.SCHEDULE_KIND_FLEXIBLE, dayMinutes: 480 };
const ofAuthor = `u:${cast.author.user}`;
const setForAuthor = async (as: As) => (await schedulesOf(as)).setSchedule({ schedule: { id: ofAuthor, ...schedule } });

const clockTable: Table = {
  'atrium.time.v1.ClockService/GetClock': [{ call: async (as) => (await clockOf(as)).getClock({}), may: parts }],
  'atrium.time.v1.ClockService/StartDay': own(going),
  'atrium.time.v1.ClockService/PauseDay': own(async (as) => (await going(as)).pauseDay({})),
  'atrium.time.v1.ClockService/ResumeDay': own(async (as) => (await going(as)).resumeDay({})),
  'atrium.time.v1.ClockService/StartTimer': own(async (as) => (await going(as)).startTimer({ task: await ownTask(as) })),
  'atrium.time.v1.ClockService/StopTimer': own(async (as) => (await going(as)).stopTimer({})),
  'atrium.time.v1.ClockService/EndDay': own(async (as) => (await going(as)).endDay({})),
};

const ended = (stage: Stage) => stage.endedDay();
const asked = (stage: Stage) => stage.askedDay();

const dayTable: Table = {
  'atrium.time.v1.WorkDayService/GetWorkDay': onDay(seers, ended, async (as, id) => (await daysOf(as)).getWorkDay({ id })),
  'atrium.time.v1.WorkDayService/ListWorkDays': onDay(seers, ended, async (as, id) =>
    among((await (await daysOf(as)).listWorkDays({ filter: `id == ${id}` })).workDays, (day) => day.id === id),
  ),
  'atrium.time.v1.WorkDayService/ListWorkDayHistory': onDay(seers, ended, async (as, id) =>
    (await daysOf(as)).listWorkDayHistory({ id }),
  ),
  'atrium.time.v1.WorkDayService/CloseWorkDay': onDay(
    ['author'],
    (stage) => stage.forgottenDay(),
    async (as, id, stage) =>
      (await daysOf(as)).closeWorkDay({ id, endedAt: new Date(`${stage.dayOf(id)}T17:00:00Z`), reason: 'Forgot' }),
  ),
  'atrium.time.v1.WorkDayService/CorrectWorkDay': onDay(['author'], ended, async (as, id, stage) => {
    const day = stage.dayOf(id);
    const intervals = [{ from: new Date(`${day}T08:00:00Z`), to: new Date(`${day}T16:00:00Z`) }];
    await (await daysOf(as)).correctWorkDay({ id, intervals, reason: 'Began earlier' });
  }),
  'atrium.time.v1.WorkDayService/ConfirmWorkDay': onDay(superiors, asked, async (as, id) =>
    (await daysOf(as)).confirmWorkDay({ id }),
  ),
  'atrium.time.v1.WorkDayService/DeclineWorkDay': onDay(superiors, asked, async (as, id) =>
    (await daysOf(as)).declineWorkDay({ id, answer: 'No' }),
  ),
  'atrium.time.v1.WorkDayService/GetPresence': [
    {
      call: async (as, stage) => (await daysOf(as)).getPresence({ department: stage.salesId }),
      may: insiders,
      denied: outsiders,
    },
  ],
};

const entryTable: Table = {
  'atrium.time.v1.TimeEntryService/GetTimeEntry': onDay(seers, entry, async (as, id) =>
    (await entriesOf(as)).getTimeEntry({ id }),
  ),
  'atrium.time.v1.TimeEntryService/ListTimeEntries': onDay(seers, entry, async (as, id) =>
    among((await (await entriesOf(as)).listTimeEntries({ filter: `id == ${id}` })).entries, (each) => each.id === id),
  ),
  'atrium.time.v1.TimeEntryService/ListTimeEntryHistory': onDay(seers, entry, async (as, id) =>
    (await entriesOf(as)).listTimeEntryHistory({ id }),
  ),
  'atrium.time.v1.TimeEntryService/CreateTimeEntry': own(async (as) => {
    const from = new Date(Date.UTC(2026, 2, 1) + ++slots * 600_000);
    const written = TimeEntry.fromPartial({ from, to: new Date(from.getTime() + 300_000), comment: 'By hand' });
    await (await entriesOf(as)).createTimeEntry({ entry: { ...written, task: await ownTask(as) } });
  }),
  'atrium.time.v1.TimeEntryService/UpdateTimeEntry': onDay(['author'], entry, async (as, id) =>
    (await entriesOf(as)).updateTimeEntry({ entry: TimeEntry.fromPartial({ id, comment: 'Other' }), updateMask: ['comment'] }),
  ),
  'atrium.time.v1.TimeEntryService/DeleteTimeEntry': onDay(['author'], entry, async (as, id) =>
    (await entriesOf(as)).deleteTimeEntry({ id }),
  ),
};

const scheduleTable: Table = {
  'atrium.time.v1.ScheduleService/ListSchedules': [
    {
      async call(as, stage) {
        await (await schedulesOf(stage.as('admin'))).setSchedule({ schedule: { id: `d:${stage.salesId}`, ...schedule } });
        const { schedules } = await (await schedulesOf(as)).listSchedules({ pageSize: 500 });
        among(schedules, ({ id }) => id === `d:${stage.salesId}`);
      },
      may: insiders,
    },
  ],
  'atrium.time.v1.ScheduleService/GetScheduleOf': [
    { call: async (as) => (await schedulesOf(as)).getScheduleOf({ person: cast.author.user }), may: insiders, denied: outsiders },
  ],
  'atrium.time.v1.ScheduleService/SetSchedule': [{ call: setForAuthor, may: superiors, denied: except(parts, ...superiors) }],
  'atrium.time.v1.ScheduleService/DeleteSchedule': [
    {
      call: async (as) => (await schedulesOf(as)).deleteSchedule({ id: ofAuthor }),
      may: superiors,
      denied: except(parts, ...superiors),
    },
  ],
};

const absenceTable: Table = {
  'atrium.time.v1.AbsenceService/GetAbsence': onDay(seers, absence, async (as, id) => (await absencesOf(as)).getAbsence({ id })),
  'atrium.time.v1.AbsenceService/ListAbsences': onDay(seers, absence, async (as, id) =>
    among((await (await absencesOf(as)).listAbsences({ filter: `id == ${id}` })).absences, (each) => each.id === id),
  ),
  'atrium.time.v1.AbsenceService/ListAbsenceHistory': onDay(seers, absence, async (as, id) =>
    (await absencesOf(as)).listAbsenceHistory({ id }),
  ),
  'atrium.time.v1.AbsenceService/CreateAbsence': own(async (as) =>
    (await absencesOf(as)).createAbsence({ absence: { ...absent(), kind: AbsenceKind.ABSENCE_KIND_VACATION } }),
  ),
  'atrium.time.v1.AbsenceService/ApproveAbsence': onDay(superiors, absence, async (as, id) =>
    (await absencesOf(as)).approveAbsence({ id }),
  ),
  'atrium.time.v1.AbsenceService/DeclineAbsence': onDay(superiors, absence, async (as, id) =>
    (await absencesOf(as)).declineAbsence({ id, answer: 'No' }),
  ),
  'atrium.time.v1.AbsenceService/CancelAbsence': onDay(['author'], absence, async (as, id) =>
    (await absencesOf(as)).cancelAbsence({ id }),
  ),
};

export const timeTable: Table = { ...clockTable, ...dayTable, ...entryTable, ...scheduleTable, ...absenceTable };
