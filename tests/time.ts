import { Task, TaskServiceDefinition } from '../gen/atrium/tasks/v1/tasks.js';
import { AbsenceServiceDefinition } from '../gen/atrium/time/v1/absence.js';
import { ClockServiceDefinition } from '../gen/atrium/time/v1/clock.js';
import { ScheduleServiceDefinition } from '../gen/atrium/time/v1/schedule.js';
import { TimeEntryServiceDefinition } from '../gen/atrium/time/v1/time_entry.js';
import { WorkDayServiceDefinition } from '../gen/atrium/time/v1/work_day.js';
import { smallCompany, type TestCompany } from './company.js';
import { type TestProcess, testProcess } from './process.js';
import { tasks } from '../services/tasks/service.js';
import { time } from '../services/time/service.js';

/** Where it is early in the afternoon now, so that no test stands at a midnight. */
export function afternoonZone(): string {
  const ahead = 14 - new Date().getUTCHours();
  // POSIX counts the other way round.
  return `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
}

/** Working time on real servers, with tasks beside it. Everybody has their afternoon. */
export async function timeProcess({ departments, people }: TestCompany = smallCompany) {
  const company = { departments, people: people.map((person) => ({ ...person, timeZone: afternoonZone() })) };
  const process: TestProcess = await testProcess([tasks, time], { company });
  return {
    process,
    store: process.chassis.store('time'),
    /** Everything one person can do with their time. */
    async person(user: string, roles?: string[]) {
      return {
        clock: await process.as(ClockServiceDefinition, user, roles),
        days: await process.as(WorkDayServiceDefinition, user, roles),
        entries: await process.as(TimeEntryServiceDefinition, user, roles),
        schedules: await process.as(ScheduleServiceDefinition, user, roles),
        absences: await process.as(AbsenceServiceDefinition, user, roles),
      };
    },
    async task(creator: string, assignee = creator): Promise<number> {
      const client = await process.as(TaskServiceDefinition, creator);
      return (await client.createTask({ task: Task.fromPartial({ title: `Task of ${creator}`, assignee }) })).id;
    },
  };
}

export type TimeProcess = Awaited<ReturnType<typeof timeProcess>>;
