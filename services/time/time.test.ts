import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AbsenceKind, AbsenceState } from '../../gen/atrium/time/v1/absence.js';
import { ScheduleKind } from '../../gen/atrium/time/v1/schedule.js';
import { TimeEntry } from '../../gen/atrium/time/v1/time_entry.js';
import { DayState, RequestState } from '../../gen/atrium/time/v1/work_day.js';
import { until } from '../../tests/process.js';
import { afternoonZone, type TimeProcess, timeProcess } from '../../tests/time.js';

let tested: TimeProcess;

beforeAll(async () => {
  tested = await timeProcess();
});
afterAll(() => tested.process.stop());

/** So long before the tests began: what they say lies as far apart as they say, however long they take. */
const began = Date.now();
const ago = (minutes: number): Date => new Date(began - minutes * 60_000);

describe('the clock', () => {
  test('a day is begun, paused, continued and ended, and the history tells it', async () => {
    const { clock, days } = await tested.person('daria');
    expect(await clock.getClock({})).toMatchObject({
      state: DayState.DAY_STATE_NOT_STARTED,
      timeZone: afternoonZone(),
      allowedActions: ['start_day'],
    });
    await expect(clock.pauseDay({})).rejects.toMatchObject({ reason: 'DAY_NOT_STARTED' });
    expect(await clock.startDay({})).toMatchObject({
      state: DayState.DAY_STATE_WORKING,
      allowedActions: ['pause_day', 'end_day', 'start_timer'],
    });
    expect((await clock.startDay({})).workDay?.version).toBe(1);
    await clock.pauseDay({});
    await clock.resumeDay({});
    const { workDay } = await clock.endDay({});
    expect(workDay).toMatchObject({ state: DayState.DAY_STATE_ENDED });
    await expect(clock.startDay({})).rejects.toMatchObject({ reason: 'DAY_ENDED' });
    const { entries } = await days.listWorkDayHistory({ id: workDay?.id ?? 0 });
    expect(entries.map(({ action }) => action)).toEqual(['ended', 'resumed', 'paused', 'started']);
  });

  test('one timer runs; starting another stops the first at the same instant, and the day takes it along', async () => {
    const { clock, entries } = await tested.person('chen');
    const [first, second] = [await tested.task('chen'), await tested.task('chen')];
    await expect(clock.startTimer({ task: first })).rejects.toMatchObject({ reason: 'DAY_NOT_OPEN' });
    await clock.startDay({ at: ago(60) });
    await clock.startTimer({ task: first, at: ago(50) });
    const switched = await clock.startTimer({ task: second, at: ago(40) });
    expect(switched.running).toMatchObject({ task: second, taskTitle: 'Task of chen' });
    const ended = await clock.pauseDay({ at: ago(30) });
    expect(ended.running).toBeUndefined();
    const list = await entries.listTimeEntries({ filter: 'person == "chen"' });
    expect(list.entries.map(({ task, seconds }) => ({ task, seconds }))).toEqual([
      { task: second, seconds: 600 },
      { task: first, seconds: 600 },
    ]);
    expect(list.entries[1]?.to).toEqual(list.entries[0]?.from);
    await clock.resumeDay({ at: ago(29) });
  });

  test('what was done without a connection is counted once, however often it is sent', async () => {
    const { clock, entries } = await tested.person('chen');
    const task = await tested.task('chen');
    const start = { task, at: ago(20), requestId: 'offline-start' };
    const stop = { at: ago(10), requestId: 'offline-stop' };
    for (let attempt = 0; attempt < 3; attempt++) {
      await clock.startTimer(start);
      await clock.stopTimer(stop);
    }
    const { entries: found } = await entries.listTimeEntries({ filter: `task == ${task}` });
    expect(found.map(({ seconds }) => seconds)).toEqual([600]);
    await expect(clock.startTimer({ task, at: ago(15), requestId: 'late' })).rejects.toMatchObject({ reason: 'OUT_OF_ORDER' });
    await expect(clock.startTimer({ task, at: ago(60 * 50) })).rejects.toMatchObject({ reason: 'TOO_LONG_AGO' });
  });

  test('time is put on tasks of one’s own alone', async () => {
    const { clock, entries } = await tested.person('chen');
    const watched = await tested.task('boris');
    await expect(clock.startTimer({ task: watched })).rejects.toMatchObject({ reason: 'UNKNOWN_TASK' });
    await expect(clock.startTimer({ task: 999_999 })).rejects.toMatchObject({ reason: 'UNKNOWN_TASK' });
    const boris = await tested.person('boris');
    const ofChen = await tested.task('chen');
    const entry = TimeEntry.fromPartial({ task: ofChen, from: ago(30), to: ago(20), comment: 'Helped' });
    await expect(boris.entries.createTimeEntry({ entry })).rejects.toMatchObject({ reason: 'DENIED' });
    expect((await entries.listTimeEntries({ filter: 'person == "boris"' })).entries).toEqual([]);
  });
});

test('entries by hand never overlap others, and a correction neither', async () => {
  const { entries } = await tested.person('yuna');
  const task = await tested.task('yuna');
  const entry = (from: number, to: number) => TimeEntry.fromPartial({ task, from: ago(from), to: ago(to), comment: 'By hand' });
  const created = await entries.createTimeEntry({ entry: entry(600, 540), requestId: 'by-hand' });
  const again = await entries.createTimeEntry({ entry: entry(300, 240) });
  for (const [from, to] of [
    [610, 590],
    [590, 580],
    [550, 530],
    [700, 200],
  ] as const)
    await expect(entries.createTimeEntry({ entry: entry(from, to) })).rejects.toMatchObject({ reason: 'TIME_OVERLAPS' });
  await expect(entries.updateTimeEntry({ entry: { ...created, to: ago(290) }, updateMask: ['to'] })).rejects.toMatchObject({
    reason: 'TIME_OVERLAPS',
  });
  const moved = await entries.updateTimeEntry({ entry: { ...created, to: again.from }, updateMask: ['to'] });
  expect(moved).toMatchObject({ corrected: true, version: 2 });
  await entries.deleteTimeEntry({ id: again.id });
  await expect(entries.getTimeEntry({ id: again.id })).rejects.toMatchObject({ reason: 'NOT_FOUND' });
});

test('superiors read the time of those below them, colleagues do not', async () => {
  const chen = await tested.person('chen');
  const { entries } = await chen.entries.listTimeEntries({});
  const id = entries[0]?.id ?? 0;
  const boris = await tested.person('boris');
  expect(await boris.entries.getTimeEntry({ id })).toMatchObject({ person: 'chen', allowedActions: [] });
  expect((await boris.days.listWorkDays({ filter: 'person == "daria"' })).workDays).toHaveLength(1);
  const daria = await tested.person('daria');
  await expect(daria.entries.getTimeEntry({ id })).rejects.toMatchObject({ reason: 'NOT_FOUND' });
  expect((await daria.days.listWorkDays({})).workDays.map(({ person }) => person)).toEqual(['daria']);
});

test('a forgotten day stops everything until it is closed by hand, and the superior has a say', async () => {
  const yuna = await tested.person('yuna');
  await yuna.clock.startDay({ at: ago(60 * 47) });
  const clock = await yuna.clock.getClock({});
  expect(clock).toMatchObject({ state: DayState.DAY_STATE_FORGOTTEN, allowedActions: ['close_day'] });
  await expect(yuna.clock.startDay({})).rejects.toMatchObject({ reason: 'FORGOTTEN_DAY' });
  const id = clock.workDay?.id ?? 0;
  const closing = { id, endedAt: ago(60 * 47 - 1), reason: 'My battery was empty' };
  expect(await yuna.days.closeWorkDay(closing)).toMatchObject({ request: { state: RequestState.REQUEST_STATE_PENDING } });
  expect(await yuna.clock.startDay({})).toMatchObject({ state: DayState.DAY_STATE_WORKING });
  await expect(yuna.days.confirmWorkDay({ id })).rejects.toMatchObject({ reason: 'DENIED' });
  const boris = await tested.person('boris');
  await expect(boris.days.confirmWorkDay({ id })).rejects.toMatchObject({ reason: 'NOT_FOUND' });
  const anna = await tested.person('anna');
  expect((await anna.days.listWorkDays({ filter: 'request == "pending"' })).workDays.map((day) => day.id)).toEqual([id]);
  expect(await anna.days.confirmWorkDay({ id, answer: 'Fine' })).toMatchObject({
    request: { state: RequestState.REQUEST_STATE_CONFIRMED, decidedBy: 'anna', answer: 'Fine' },
  });
});

test('presence tells of a department and all below it who works now, and nobody outside', async () => {
  const { days } = await tested.person('yuna');
  const { people } = await days.getPresence({ department: 2 });
  expect(people.map(({ person, state }) => [person, state])).toEqual([
    ['boris', DayState.DAY_STATE_NOT_STARTED],
    ['chen', DayState.DAY_STATE_WORKING],
    ['daria', DayState.DAY_STATE_ENDED],
  ]);
  await expect(days.getPresence({ department: 77 })).rejects.toMatchObject({ reason: 'UNKNOWN_DEPARTMENT' });
  const guest = await tested.person('gleb', ['guest']);
  await expect(guest.days.getPresence({ department: 2 })).rejects.toMatchObject({ reason: 'DENIED' });
});

test('the nearest schedule holds, and days that begin keep what it expected', async () => {
  const [anna, boris] = [await tested.person('anna', ['admin']), await tested.person('boris')];
  const flexible = { kind: ScheduleKind.SCHEDULE_KIND_FLEXIBLE, dayMinutes: 360, weekdays: [1, 2, 3, 4, 5, 6, 7] };
  await anna.schedules.setSchedule({ schedule: { id: 'd:2', ...flexible } });
  await expect(boris.schedules.setSchedule({ schedule: { id: 'company', ...flexible } })).rejects.toMatchObject({
    reason: 'DENIED',
  });
  await boris.schedules.setSchedule({ schedule: { id: 'u:chen', ...flexible, dayMinutes: 240 } });
  expect(await boris.schedules.getScheduleOf({ person: 'chen' })).toMatchObject({ id: 'u:chen', dayMinutes: 240 });
  expect(await boris.schedules.getScheduleOf({})).toMatchObject({ id: 'd:2', dayMinutes: 360 });
  expect((await boris.clock.startDay({})).workDay?.expected).toMatchObject({ seconds: 360 * 60, start: undefined });
  await boris.schedules.deleteSchedule({ id: 'u:chen' });
  expect((await boris.schedules.listSchedules({})).schedules.map(({ id }) => id)).toEqual(['d:2']);
});

test('an absence is asked for, approved by a superior, shown in the presence, and never overlaps another', async () => {
  const [daria, boris, yuna] = [await tested.person('daria'), await tested.person('boris'), await tested.person('yuna')];
  const { today } = await daria.clock.getClock({});
  const absence = { kind: AbsenceKind.ABSENCE_KIND_TRIP, firstDay: today, lastDay: today, comment: 'Busan' };
  const { id, state } = await daria.absences.createAbsence({ absence });
  expect(state).toBe(AbsenceState.ABSENCE_STATE_REQUESTED);
  await expect(daria.absences.createAbsence({ absence })).rejects.toMatchObject({ reason: 'ABSENCE_OVERLAPS' });
  await expect(daria.absences.approveAbsence({ id })).rejects.toMatchObject({ reason: 'DENIED' });
  await expect(yuna.absences.approveAbsence({ id })).rejects.toMatchObject({ reason: 'NOT_FOUND' });
  await boris.absences.approveAbsence({ id, answer: 'Good luck' });
  expect((await daria.clock.getClock({})).absence).toMatchObject({ id, state: AbsenceState.ABSENCE_STATE_APPROVED });
  const { people } = await boris.days.getPresence({ department: 4 });
  expect(people).toMatchObject([{ person: 'daria', absence: 'trip', absentUntil: today }]);
  await daria.absences.cancelAbsence({ id });
  await daria.absences.createAbsence({ absence });
});

test('the job notes a forgotten day, and what the person then sends late still counts', async () => {
  const anna = await tested.person('anna');
  const begun = ago(60 * 47);
  await anna.clock.startDay({ at: begun });
  const job = tested.store.jobs.find(({ name }) => name === 'forgotten-days');
  await job?.run({ now: new Date(), term: 1, signal: new AbortController().signal });
  const day = async () => (await anna.days.listWorkDays({ filter: 'person == "anna"' })).workDays[0];
  expect(await day()).toMatchObject({ state: DayState.DAY_STATE_FORGOTTEN });
  const { entries } = await anna.days.listWorkDayHistory({ id: (await day())?.id ?? 0 });
  expect(entries[0]).toMatchObject({ action: 'forgotten', actor: { user: '', automation: 'time/forgotten-days' } });
  await anna.clock.endDay({ at: new Date(begun.getTime() + 60_000), requestId: 'late-end' });
  expect(await day()).toMatchObject({ state: DayState.DAY_STATE_ENDED, workedSeconds: 60 });
});

test('the events have the whole state, for those who count', async () => {
  const events = await until('an entry that stopped', async () => {
    const found = await tested.store.events.find({ kind: 'time_entry', action: 'stopped' }).toArray();
    return found.length > 0 && found.every(({ sent }) => sent) && found;
  });
  expect(events[0]?.changes.map(({ path }) => path)).toEqual(expect.arrayContaining(['to', 'seconds']));
});
