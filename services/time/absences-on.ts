import type { Absence } from './absence.js';
import type { Absences } from './absence-store.js';

/** The approved absences that hold for people on their day, by person. */
export async function absenceOn(
  absences: Absences,
  people: readonly string[],
  dayOfPerson: (person: string) => string,
): Promise<Map<string, Absence>> {
  const days = people.map(dayOfPerson).sort();
  const first = days.at(0);
  const last = days.at(-1);
  if (first === undefined || last === undefined) return new Map();
  const found = await absences.collection
    .find<Absence>({ person: { $in: [...people] }, firstDay: { $lte: last }, lastDay: { $gte: first }, state: 'approved' })
    .toArray();
  return new Map(
    found
      .filter(({ person, firstDay, lastDay }) => firstDay <= dayOfPerson(person) && lastDay >= dayOfPerson(person))
      .map((absence) => [absence.person, absence]),
  );
}
