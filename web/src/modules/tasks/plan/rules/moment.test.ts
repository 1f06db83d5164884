import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { languages } from '../../../../language/languages';
import { formatMoment } from '../../../../kit/time/format';
import { readEffort } from './effort';
import { type MomentNow, readMoment } from './moment';

/** A Friday, in the morning. */
const now: MomentNow = { today: '2026-11-27', clock: '10:30', monthFirst: false, usual: '18:00' };

describe('moments as people and spreadsheets write them', () => {
  test.each([
    ['27.11 18:00', '2026-11-27 18:00'],
    ['27.11.2026', '2026-11-27 18:00'],
    ['27.11.26 9:30', '2026-11-27 09:30'],
    ['2026-11-27', '2026-11-27 18:00'],
    ['2026-11-27T09:00', '2026-11-27 09:00'],
    ['2026-11-27 09:00:30', '2026-11-27 09:00'],
    ['2026/11/27', '2026-11-27 18:00'],
    ['tomorrow', '2026-11-28 18:00'],
    ['tomorrow 9am', '2026-11-28 09:00'],
    ['9:00 tomorrow', '2026-11-28 09:00'],
    ['fri', '2026-12-04 18:00'],
    ['Monday 10', '2026-11-30 10:00'],
    ['Dec 5, 2027', '2027-12-05 18:00'],
    ['Dec 5, 2027, 6:30 PM', '2027-12-05 18:30'],
    ['завтра', '2026-11-28 18:00'],
    ['завтра в 9', undefined],
    ['пт 15:00', '2026-12-04 15:00'],
    ['27 нояб., 18:00', '2026-11-27 18:00'],
    ['5 дек. 2027 г., 9:00', '2027-12-05 09:00'],
    ['через неделю', '2026-12-04 18:00'],
    ['내일', '2026-11-28 18:00'],
    ['내일 오전 9시', '2026-11-28 09:00'],
    ['월요일', '2026-11-30 18:00'],
    ['11월 27일, 오후 6:00', '2026-11-27 18:00'],
    ['2027년 1월 5일', '2027-01-05 18:00'],
    ['2027. 1. 5. 오전 9:30', '2027-01-05 09:30'],
    ['12. 5.', '2026-12-05 18:00'],
    ['15:00', '2026-11-27 15:00'],
    ['9:00', '2026-11-28 09:00'],
    ['+3', '2026-11-30 18:00'],
    ['', undefined],
    ['soon', undefined],
    ['31.02', undefined],
    ['tomorrow maybe', undefined],
    ['25:00', undefined],
  ])('%s', (text, clock) => expect(readMoment(text, now)).toBe(clock === undefined ? undefined : `${clock}:00`));

  test('where the month comes first, it does', () => {
    expect(readMoment('11/28', { ...now, monthFirst: true })).toBe('2026-11-28 18:00:00');
    expect(readMoment('1/2/27', { ...now, monthFirst: true })).toBe('2027-01-02 18:00:00');
    expect(readMoment('28/11', now)).toBe('2026-11-28 18:00:00');
  });

  test.each(languages)('what is shown in %s is read again', (language) => {
    const instants = fc
      .integer({ min: 0, max: 900 * 1440 })
      .map((minutes) => new Date(Date.UTC(2026, 10, 27) + minutes * 60_000));
    fc.assert(
      fc.property(instants, (at) => {
        const shown = formatMoment(at, { language, zone: 'UTC' }, new Date('2026-11-27T10:30:00Z'));
        const clock = `${at.toISOString().slice(0, 16).replace('T', ' ')}:00`;
        expect({ shown, clock: readMoment(shown, now) }).toEqual({ shown, clock });
      }),
    );
  });
});

const hour = 3600;

test.each([
  ['2h', 2 * hour],
  ['1.5ч', 1.5 * hour],
  ['30 мин', 0.5 * hour],
  ['2시간', 2 * hour],
  ['1d', 8 * hour],
  ['0,5 дня', 4 * hour],
  ['2 дн 3 ч', 19 * hour],
  ['1일 4시간', 12 * hour],
  ['1w 2d', 56 * hour],
  ['2 недели', 80 * hour],
  ['3주', 120 * hour],
  ['1:30', 1.5 * hour],
])('%s is work', (text, seconds) => expect(readEffort(text)).toBe(seconds));

test.each(['', 'd', '1d soon', 'one day', '99999w', '2x'])('"%s" is none', (text) => expect(readEffort(text)).toBeUndefined());
