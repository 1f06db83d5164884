import { DayState, type PersonPresence } from '../../gen/atrium/time/v1/work_day.js';
import { type Directory, zoneOf } from '../../kit/directory.js';
import { addDays, dayOf } from '../../kit/zone.js';
import type { Absences } from './absence-store.js';
import { absenceOn } from './absences-on.js';
import type { Expectations } from './schedule-store.js';
import { stateAt, type WorkDay } from './work-day.js';
import { type WorkDays, wireState } from './work-day-store.js';

type Parts = { days: WorkDays; absences: Absences; expectations: Expectations; directory: Directory };

/** Who works now: of each person whether, and since when, and no more. */
export async function presenceOf(
  people: readonly string[],
  now: Date,
  { days, absences, expectations, directory }: Parts,
): Promise<PersonPresence[]> {
  const zones = new Map(people.map((person) => [person, zoneOf(directory, person)]));
  const placed = (person: string) => {
    const zone = zones.get(person) ?? 'UTC';
    return { zone, day: dayOf(now, zone) };
  };
  const today = (person: string) => placed(person).day;
  // The earth is a day wide, and a shift may have begun on the day before.
  const since = addDays(now.toISOString().slice(0, 10), -2);
  const [found, absent, expected] = await Promise.all([
    days.collection
      .find<WorkDay>({ person: { $in: [...people] }, day: { $gte: since } })
      .sort({ person: 1, day: 1 })
      .toArray(),
    absenceOn(absences, people, today),
    expectations.expectedOf(people, placed),
  ]);
  const last = new Map(found.map((day) => [day.person, day]));
  return people.map((person) => {
    const day = last.get(person);
    const counts = day && (day.state !== 'ended' || day.day >= today(person)) ? day : undefined;
    const absence = absent.get(person);
    return {
      person,
      state: counts ? wireState[stateAt(counts, now)] : DayState.DAY_STATE_NOT_STARTED,
      since: counts && (counts.intervals.at(-1)?.to ?? counts.intervals.at(-1)?.from),
      absence: absence?.kind ?? '',
      absentUntil: absence?.lastDay ?? '',
      expected: (expected.get(person)?.seconds ?? 0) > 0,
    };
  });
}
