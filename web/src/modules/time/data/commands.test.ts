import { expect, test } from 'vitest';
import { type ClockVerb, type Command, type Shown, verbsIn, withCommands, workedSeconds } from './commands';

const nothing: Shown = { state: 'DAY_STATE_NOT_STARTED', timer: undefined, worked: 0, since: undefined };
const at = (time: string) => `2026-11-26T${time}:00.000Z`;
const command = (verb: ClockVerb, time: string, task?: string): Command => ({
  id: `${verb} ${time}`,
  verb,
  at: at(time),
  ...(task !== undefined && { task, title: `Task ${task}` }),
});

test('what waits is shown as if it had arrived', () => {
  const shown = withCommands(nothing, [
    command('startDay', '09:00'),
    command('startTimer', '09:10', '1'),
    command('startTimer', '09:30', '2'),
  ]);
  expect(shown).toMatchObject({ state: 'DAY_STATE_WORKING', timer: { task: '2', from: at('09:30') } });
  expect(workedSeconds(shown, at('10:00'))).toBe(3600);
});

test('a pause stops the timer, and is not worked', () => {
  const shown = withCommands(nothing, [
    command('startDay', '09:00'),
    command('startTimer', '09:10', '1'),
    command('pauseDay', '10:00'),
    command('resumeDay', '11:00'),
  ]);
  expect(shown.timer).toBeUndefined();
  expect(workedSeconds(shown, at('11:30'))).toBe(90 * 60);
});

test('what is done twice changes nothing', () => {
  const once = withCommands(nothing, [command('startDay', '09:00'), command('startTimer', '09:10', '1')]);
  expect(withCommands(once, [command('startDay', '09:20'), command('startTimer', '09:20', '1')])).toEqual(once);
});

test.each<[Shown['state'], readonly ClockVerb[]]>([
  ['DAY_STATE_NOT_STARTED', ['startDay']],
  ['DAY_STATE_WORKING', ['pauseDay', 'endDay', 'startTimer']],
  ['DAY_STATE_PAUSED', ['resumeDay', 'endDay']],
  ['DAY_STATE_ENDED', ['resumeDay']],
  ['DAY_STATE_FORGOTTEN', []],
])('in %s one may %j', (state, verbs) => {
  expect(verbsIn({ ...nothing, state })).toEqual(verbs);
});
