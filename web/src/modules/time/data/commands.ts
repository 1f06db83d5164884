import type { Clock, DayState, TimeEntry } from '../../../api/types';

export type ClockVerb = 'startDay' | 'pauseDay' | 'resumeDay' | 'endDay' | 'startTimer' | 'stopTimer';

/** Something the person did with their clock, and when; `id` makes sending it again harmless. */
export type Command = {
  readonly id: string;
  readonly verb: ClockVerb;
  /** ISO 8601, by the server's clock as far as it is known. */
  readonly at: string;
  /** The task of a timer, and what it is called. */
  readonly task?: string;
  readonly title?: string;
};

export type Timer = Pick<TimeEntry, 'task' | 'taskTitle'> & { readonly from: string };

/** What the clock shows. */
export type Shown = {
  readonly state: DayState;
  readonly timer: Timer | undefined;
  /** Seconds of the day's stretches that have ended, and since when the last one goes on. */
  readonly worked: number;
  readonly since: string | undefined;
};

export function shownOf(clock: Clock): Shown {
  const open = clock.workDay?.intervals.at(-1);
  const { running } = clock;
  return {
    state: clock.state,
    timer: running?.from === undefined ? undefined : { task: running.task, taskTitle: running.taskTitle, from: running.from },
    worked: Number(clock.workDay?.workedSeconds ?? 0),
    since: open && open.to === undefined ? open.from : undefined,
  };
}

/** What the clock will show once the commands that wait have arrived, one after another. */
export const withCommands = (shown: Shown, commands: readonly Command[]): Shown => commands.reduce(applied, shown);

function applied(shown: Shown, { verb, at, task = '0', title = '' }: Command): Shown {
  switch (verb) {
    case 'startDay':
      return shown.state === 'DAY_STATE_WORKING' ? shown : { ...shown, state: 'DAY_STATE_WORKING', since: at };
    case 'resumeDay':
      return { ...shown, state: 'DAY_STATE_WORKING', since: shown.since ?? at };
    case 'pauseDay':
      return { ...halted(shown, at), state: 'DAY_STATE_PAUSED' };
    case 'endDay':
      return { ...halted(shown, at), state: 'DAY_STATE_ENDED' };
    case 'startTimer':
      return shown.timer?.task === task ? shown : { ...shown, timer: { task, taskTitle: title, from: at } };
    case 'stopTimer':
      return { ...shown, timer: undefined };
  }
}

const halted = (shown: Shown, at: string): Shown => ({
  ...shown,
  timer: undefined,
  worked: workedSeconds(shown, at),
  since: undefined,
});

/** How long was worked by that instant. */
export function workedSeconds({ worked, since }: Shown, now: string | Date): number {
  if (since === undefined) return worked;
  return worked + Math.max(0, Math.floor((new Date(now).getTime() - new Date(since).getTime()) / 1000));
}

/** The verbs that make sense in a state, for while the server has not said. */
export function verbsIn({ state, timer }: Shown): readonly ClockVerb[] {
  const stop: readonly ClockVerb[] = timer ? ['stopTimer'] : [];
  switch (state) {
    case 'DAY_STATE_WORKING':
      return ['pauseDay', 'endDay', 'startTimer', ...stop];
    case 'DAY_STATE_PAUSED':
      return ['resumeDay', 'endDay'];
    case 'DAY_STATE_ENDED':
      return ['resumeDay'];
    case 'DAY_STATE_FORGOTTEN':
      return [];
    default:
      return ['startDay'];
  }
}
