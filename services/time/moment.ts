import { invalid, refused } from '../../kit/errors.js';

/** How far the clocks of two devices may differ without anybody hearing of it. */
const SKEW_MILLISECONDS = 2 * 60_000;
/** How late something may be sent that was done without a connection. */
const LATEST_MILLISECONDS = 48 * 3_600_000;

/** Everything on a clock is told in whole seconds, so that sums are what people add up. */
export const wholeSecond = (instant: Date): Date => new Date(Math.floor(instant.getTime() / 1_000) * 1_000);

export const secondsBetween = (from: Date, to: Date): number => Math.round((to.getTime() - from.getTime()) / 1_000);

export const latest = (...instants: Date[]): Date => new Date(Math.max(...instants.map((instant) => instant.getTime())));

/** When something happened: as the client says, within what its clock may be wrong by; now where it says nothing. */
export function momentOf(at: Date | undefined, now: Date): Date {
  if (!at) return wholeSecond(now);
  const ahead = at.getTime() - now.getTime();
  if (ahead > SKEW_MILLISECONDS) throw invalid('IN_THE_FUTURE', 'This has not happened yet.', 'at');
  if (-ahead > LATEST_MILLISECONDS)
    throw invalid('TOO_LONG_AGO', 'This happened more than 48 hours ago: write it by hand.', 'at');
  return wholeSecond(ahead > 0 ? now : at);
}

/** The moment, and not before what is on the clock already: within the difference of clocks it moves there. */
export function notBefore(moment: Date, boundary: Date | undefined): Date {
  if (!boundary || moment >= boundary) return moment;
  if (boundary.getTime() - moment.getTime() > SKEW_MILLISECONDS)
    throw refused('OUT_OF_ORDER', 'Something later is on the clock already.', { after: boundary.toISOString() });
  return boundary;
}
