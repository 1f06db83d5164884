import { useSession, useZone } from '../../session/session';
import { dayEnd } from './day-end';

const usualEnd = '18:00';

/** When the company's working day ends, on the clocks of the person. */
export function useDayEnd(): { end: string; dayEnd: (later: number) => string } {
  const { company } = useSession();
  const zone = useZone();
  const end = company.calendar?.dayEnd || usualEnd;
  return { end, dayEnd: (later) => dayEnd(later, { end, zone, now: new Date() }) };
}
