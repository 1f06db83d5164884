import type { Employee } from '../../../api/types';
import { dayOf } from '../../../kit/time/zone';

export const absenceKinds = ['vacation', 'sick', 'trip', 'other'] as const;

export type AbsenceKind = (typeof absenceKinds)[number];

/** A word of a later contract is "other" to this client. */
export const absenceKind = (kind: string): AbsenceKind => absenceKinds.find((known) => known === kind) ?? 'other';

type Away = Pick<Employee, 'absence' | 'timeZone'>;

/** Whether the person is away now: through the last day of it, by their own calendar. `zone` is the company's. */
export function isAway({ absence, timeZone }: Away, zone: string, now: Date): boolean {
  if (absence === undefined) return false;
  return absence.until === '' || absence.until >= dayOf(now, timeZone || zone || 'UTC');
}
