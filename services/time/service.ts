import { TaskServiceDefinition } from '../../gen/atrium/tasks/v1/tasks.js';
import { AbsenceServiceDefinition } from '../../gen/atrium/time/v1/absence.js';
import { ClockServiceDefinition } from '../../gen/atrium/time/v1/clock.js';
import { ScheduleServiceDefinition } from '../../gen/atrium/time/v1/schedule.js';
import { TimeEntryServiceDefinition } from '../../gen/atrium/time/v1/time_entry.js';
import { WorkDayServiceDefinition } from '../../gen/atrium/time/v1/work_day.js';
import type { Service } from '../../kit/chassis.js';
import { keepReaders } from '../../kit/readers.js';
import { absenceApi } from './absence-api.js';
import { absenceStore } from './absence-store.js';
import { clockOf } from './clock.js';
import { clockApi } from './clock-api.js';
import { forgottenDays } from './forgotten.js';
import { scheduleApi } from './schedule-api.js';
import { expectationsOf, scheduleStore } from './schedule-store.js';
import { readersOf } from './superior.js';
import { tasksOf } from './tasks-of.js';
import { timeEntryApi } from './time-entry-api.js';
import { timeEntryStore } from './time-entry-store.js';
import { turnsOf } from './turns.js';
import { workDayApi } from './work-day-api.js';
import { workDayStore } from './work-day-store.js';

/** Working days, timers and time entries, schedules, absences. */
export const time: Service = (chassis) => {
  const { directory } = chassis;
  const store = chassis.store('time');
  const days = workDayStore(store, directory);
  const entries = timeEntryStore(store, directory);
  const absences = absenceStore(store, directory);
  const schedules = scheduleStore(store);
  const turns = turnsOf(store);
  const expectations = expectationsOf(schedules, directory);
  const taskOf = tasksOf(chassis.client(TaskServiceDefinition, 'tasks'));
  const nextEntry = store.ids('time_entry');
  const nextDay = store.ids('work_day');
  const nextAbsence = store.ids('absence');
  const clock = clockOf({ days, entries, turns, expectations, directory, nextDay, nextEntry });

  chassis.serve(ClockServiceDefinition, clockApi({ clock, days, entries, absences, directory, taskOf }));
  chassis.serve(WorkDayServiceDefinition, workDayApi({ days, entries, absences, turns, expectations, directory }));
  chassis.serve(TimeEntryServiceDefinition, timeEntryApi({ entries, turns, taskOf, nextEntry }));
  chassis.serve(ScheduleServiceDefinition, scheduleApi({ schedules, turns, expectations, directory }));
  chassis.serve(AbsenceServiceDefinition, absenceApi({ absences, turns, directory, nextAbsence }));
  keepReaders(chassis, {
    name: 'time.readers',
    store,
    collections: [days, entries, absences].map(({ collection }) => collection),
    readersOf: (participants) => readersOf(participants, directory),
  });
  store.job(forgottenDays(days, turns));
};
