import type { Actor } from '../../kit/actor.js';
import { denied, invalid, refused } from '../../kit/errors.js';
import type { Stored } from '../../kit/events.js';
import { instantOf } from '../../kit/zone.js';
import { latest, notBefore, wholeSecond } from './moment.js';
import type { Expectation } from './schedule.js';
import { isAbove, type Personal } from './superior.js';

/** A stretch of work; without an end while it goes on. */
export type Interval = { readonly from: Date; readonly to?: Date | undefined };

export type DayState = 'working' | 'paused' | 'ended' | 'forgotten';
export type DayMark = 'late' | 'early' | 'short';

/** What the person asked a superior for; the last one is kept, the history has those before. */
export type DayRequest = {
  readonly kind: 'close' | 'correction';
  readonly state: 'pending' | 'confirmed' | 'declined';
  readonly intervals: readonly Interval[];
  readonly reason: string;
  readonly requestedAt: Date;
  readonly decidedBy: string;
  readonly decidedAt?: Date | undefined;
  readonly answer: string;
};

/** One person's working day, named by the day on which it began in their zone. */
export type WorkDay = Stored<number> &
  Personal & {
    readonly day: string;
    readonly timeZone: string;
    readonly state: DayState;
    /** In order, apart from each other, at least one. */
    readonly intervals: readonly Interval[];
    readonly expected: Expectation;
    /** From then on a day that was not ended counts as forgotten. */
    readonly openUntil: Date;
    readonly request?: DayRequest | undefined;
    /** These follow from the rest; see marks.ts. */
    readonly startedAt: Date;
    readonly endedAt?: Date | undefined;
    readonly workedSeconds: number;
    readonly marks: readonly DayMark[];
  };

export type Act = { actor: Actor; now: Date };

/** How long after its expected end a day may go on. */
const SPARE_MILLISECONDS = 4 * 3_600_000;

/** A day ends with its midnight, or four hours after its shift. */
export function openUntil(day: string, zone: string, { end }: Expectation): Date {
  const midnight = instantOf(day, 1440, zone);
  return end ? latest(midnight, new Date(end.getTime() + SPARE_MILLISECONDS)) : midnight;
}

const isOpen = ({ state }: WorkDay): boolean => state !== 'ended';

/** The state at an instant: a day left open too long is forgotten, whether that has been noted already or not. */
export const stateAt = (day: WorkDay, now: Date): DayState => (isOpen(day) && now >= day.openUntil ? 'forgotten' : day.state);

export type DayAction = 'close' | 'correct' | 'confirm' | 'decline';

/** What the actor may do with the day now. The same answer guards the call and draws the buttons. */
export function dayActions(day: WorkDay, { actor, now }: Act): DayAction[] {
  const own = day.person === actor.id;
  const pending = day.request?.state === 'pending';
  const closedInVain = day.request?.kind === 'close' && day.request.state === 'declined';
  const actions: DayAction[] = [];
  if (own && (stateAt(day, now) === 'forgotten' || closedInVain)) actions.push('close');
  if (own && day.state === 'ended' && !pending && !closedInVain) actions.push('correct');
  if (pending && isAbove(day, actor)) actions.push('confirm', 'decline');
  return actions;
}

function allow(day: WorkDay, act: Act, action: DayAction): void {
  if (!dayActions(day, act).includes(action)) throw denied(action);
}

/** The last instant that is on the day. */
export const lastInstant = ({ intervals }: Pick<WorkDay, 'intervals'>): Date | undefined => {
  const last = intervals.at(-1);
  return last?.to ?? last?.from;
};

/** Whether work goes on in an open day, though it may have been noted as forgotten meanwhile. */
const isWorking = ({ intervals }: WorkDay): boolean => intervals.at(-1)?.to === undefined;

/** Work pauses; where it has paused already, nothing changes. What was done before the day was forgotten may be sent after. */
export function pause(day: WorkDay, moment: Date): WorkDay {
  requireOpen(day, moment);
  return isWorking(day) ? { ...day, state: 'paused', intervals: closed(day.intervals, moment) } : day;
}

/** Work goes on, after a pause or after the day was ended too soon. */
export function resume(day: WorkDay, moment: Date): WorkDay {
  if (day.request?.state === 'pending')
    throw refused('CORRECTION_PENDING', 'A superior has still to answer what you asked for this day.');
  if (day.state === 'ended' && moment >= day.openUntil) throw notStarted();
  if (day.state !== 'ended') requireOpen(day, moment);
  if (isWorking(day)) return day;
  const from = notBefore(moment, lastInstant(day));
  const last = day.intervals.at(-1);
  // What was no pause leaves no trace.
  const intervals =
    last?.to?.getTime() === from.getTime() ? [...day.intervals.slice(0, -1), { from: last.from }] : [...day.intervals, { from }];
  return { ...day, state: 'working', intervals };
}

/** The day ends; where it has ended already, nothing changes. */
export function end(day: WorkDay, moment: Date): WorkDay {
  if (day.state === 'ended') return day;
  requireOpen(day, moment);
  return { ...day, state: 'ended', intervals: isWorking(day) ? closed(day.intervals, moment) : day.intervals };
}

const notStarted = () => refused('DAY_NOT_STARTED', 'Your working day has not begun.');

/** Throws where the day must be closed by hand before anything else. */
export function requireNotForgotten(day: WorkDay, moment: Date): void {
  if (isOpen(day) && moment >= day.openUntil)
    throw refused('FORGOTTEN_DAY', `The day ${day.day} was never ended. Close it by hand first.`, { day: String(day._id) });
}

function requireOpen(day: WorkDay, moment: Date): void {
  requireNotForgotten(day, moment);
  if (!isOpen(day)) throw notStarted();
}

/** Whether the timer may begin to run at that moment. */
export const takesTimer = (day: WorkDay, moment: Date): boolean => isOpen(day) && isWorking(day) && moment < day.openUntil;

const closed = (intervals: readonly Interval[], moment: Date): Interval[] => {
  const open = intervals.at(-1);
  return open ? [...intervals.slice(0, -1), { from: open.from, to: notBefore(moment, open.from) }] : [];
};

/** It was left open for too long. Noting it again changes nothing. */
export const forget = (day: WorkDay, now: Date): WorkDay =>
  stateAt(day, now) === 'forgotten' && day.state !== 'forgotten' ? { ...day, state: 'forgotten' } : day;

type Asking = { reason: string; needsConfirmation: boolean };

/** A forgotten day is closed by hand. The times hold at once; a superior still confirms them. */
export function close(day: WorkDay, endedAt: Date, asking: Asking, act: Act): WorkDay {
  allow(day, act, 'close');
  const ended = wholeSecond(endedAt);
  const last = day.intervals.at(-1);
  if (!last || ended <= last.from || ended > act.now || ended > day.openUntil)
    throw invalid('END_OF_DAY', 'It ended after its last stretch had begun, and not in the future.', 'ended_at');
  const intervals = [...day.intervals.slice(0, -1), { from: last.from, to: ended }];
  return { ...day, state: 'ended', intervals, request: requestOf('close', intervals, asking, act) };
}

/** Other times are asked for; without a superior they hold at once. */
export function correct(day: WorkDay, wanted: readonly Interval[], asking: Asking, act: Act): WorkDay {
  allow(day, act, 'correct');
  const intervals = checkedIntervals(wanted, day, act.now);
  const request = requestOf('correction', intervals, asking, act);
  return { ...day, request, ...(request.state === 'confirmed' && { intervals }) };
}

function requestOf(
  kind: DayRequest['kind'],
  intervals: readonly Interval[],
  { reason, needsConfirmation }: Asking,
  { now }: Act,
): DayRequest {
  if (!reason.trim()) throw invalid('REASON_REQUIRED', 'Say why.', 'reason');
  return {
    kind,
    intervals,
    reason: reason.trim(),
    requestedAt: now,
    decidedBy: '',
    answer: '',
    ...(needsConfirmation ? { state: 'pending' } : { state: 'confirmed', decidedAt: now }),
  };
}

function checkedIntervals(wanted: readonly Interval[], day: WorkDay, now: Date): Interval[] {
  const intervals = wanted.map(({ from, to }) => ({ from: wholeSecond(from), to: wholeSecond(to ?? now) }));
  let previous = instantOf(day.day, 0, day.timeZone);
  for (const [index, { from, to }] of intervals.entries()) {
    if (!wanted[index]?.to || from < previous || to <= from || to > now || to > day.openUntil)
      throw invalid('INTERVALS', 'The stretches follow each other within the day, each with an end.', `intervals[${index}]`);
    previous = to;
  }
  return intervals;
}

export function confirm(day: WorkDay, answer: string, act: Act): WorkDay {
  allow(day, act, 'confirm');
  if (!day.request) return day;
  const { intervals } = day.request;
  return { ...day, intervals, request: decided(day.request, 'confirmed', answer, act) };
}

export function decline(day: WorkDay, answer: string, act: Act): WorkDay {
  allow(day, act, 'decline');
  if (!answer.trim()) throw invalid('REASON_REQUIRED', 'Say why.', 'answer');
  return day.request ? { ...day, request: decided(day.request, 'declined', answer, act) } : day;
}

const decided = (request: DayRequest, state: 'confirmed' | 'declined', answer: string, { actor, now }: Act): DayRequest => ({
  ...request,
  state,
  answer: answer.trim(),
  decidedBy: actor.id,
  decidedAt: now,
});
