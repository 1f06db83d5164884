import fc from 'fast-check';
import { expect, test } from 'vitest';
import { languages } from '../../language/languages';
import { formatDuration, parseDuration } from './duration';

const minute = 60;
const hour = 60 * minute;

test.each([
  ['20m', 20 * minute],
  ['20', 20 * minute],
  ['20 min.', 20 * minute],
  ['1:30', 90 * minute],
  ['0:05', 5 * minute],
  ['2h', 2 * hour],
  ['1.5h', 90 * minute],
  ['2,5 ч', 150 * minute],
  ['1h30', 90 * minute],
  ['1ч 30м', 90 * minute],
  ['2 часа 5 минут', 2 * hour + 5 * minute],
  ['1시간 30분', 90 * minute],
  ['45분', 45 * minute],
  [' 3 Hours ', 3 * hour],
])('%s is a length', (text, seconds) => expect(parseDuration(text)).toBe(seconds));

test.each(['', ' ', 'soon', '1:75', '-5m', '1h 2h', 'h', '5d', '999999999h', '1.5m'])('"%s" is none', (text) =>
  expect(parseDuration(text)).toBeUndefined(),
);

test.each(languages)('what is shown in %s is read again', (language) => {
  const lengths = fc.integer({ min: 1, max: 5_256_000 }).map((minutes) => minutes * minute);
  fc.assert(fc.property(lengths, (seconds) => parseDuration(formatDuration(seconds, language)) === seconds));
});

test('clock and units say the same', () => {
  fc.assert(
    fc.property(fc.nat(9999), fc.nat(59), (hours, minutes) => {
      const expected = hours * hour + minutes * minute;
      const clock = parseDuration(`${hours}:${String(minutes).padStart(2, '0')}`);
      return clock === expected && parseDuration(`${hours}h ${minutes}m`) === expected;
    }),
  );
});

test('whatever is typed, it says a length in whole minutes or none', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'0 1 2 5 9 : . , h m ч м 시간 분'.split(' '), ' ') }), (text) => {
      const seconds = parseDuration(text);
      return seconds === undefined || (seconds >= 0 && seconds % minute === 0);
    }),
  );
});
