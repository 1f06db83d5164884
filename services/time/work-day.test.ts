import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { abilityOf } from '../../kit/ability.js';
import type { Actor } from '../../kit/actor.js';
import { Refusal } from '../../kit/errors.js';
import { settled } from './marks.js';
import { expectationOf, usualCalendar, usualSchedule } from './schedule.js';
import {
  close,
  confirm,
  correct,
  dayActions,
  decline,
  end,
  forget,
  openUntil,
  pause,
  resume,
  stateAt,
  type WorkDay,
} from './work-day.js';

const zone = 'Europe/Berlin';
/** A time of the day by the clock of Berlin in winter. */
const at = (time: string, day = '2026-11-26'): Date => new Date(`${day}T${time}:00+01:00`);
const person = (id: string, { roles = ['employee'], leads = [] as number[] } = {}): Actor => {
  const standing = { refs: [`u:${id}`], departments: [2], leads };
  return { id, roles, ...standing, ability: abilityOf([], standing), service: false };
};
const chen = person('chen');
const head = person('boris', { leads: [2] });
const manager = person('maria');
const colleague = person('daria');
const admin = person('anna', { roles: ['admin'] });

const expected = expectationOf(usualSchedule, usualCalendar, '2026-11-26', zone);
const begun = (from = at('09:00')): WorkDay =>
  settled({
    _id: 1,
    version: 1,
    changedAt: from,
    person: 'chen',
    participants: ['u:chen'],
    readers: ['u:chen', 'in:2', 'under:2', 'u:maria'],
    day: '2026-11-26',
    timeZone: zone,
    state: 'working',
    intervals: [{ from }],
    expected,
    openUntil: openUntil('2026-11-26', zone, expected),
    startedAt: from,
    workedSeconds: 0,
    marks: [],
  });
const reason = (name: string): unknown => expect.objectContaining({ reason: name });
const asking = { reason: 'The train was late', needsConfirmation: true };
const tomorrow = at('08:55', '2026-11-27');
const ended = () => settled(end(begun(), at('18:00')));

describe('a day', () => {
  test('is begun, paused, continued and ended, and what was worked is summed', () => {
    const day = settled(end(resume(pause(begun(), at('12:00')), at('13:00')), at('18:00')));
    expect(day).toMatchObject({
      state: 'ended',
      workedSeconds: 8 * 3600,
      startedAt: at('09:00'),
      endedAt: at('18:00'),
      marks: [],
    });
  });

  test('is paused, continued and ended twice without harm', () => {
    const paused = pause(begun(), at('12:00'));
    expect(pause(paused, at('12:30'))).toBe(paused);
    expect(resume(begun(), at('12:30'))).toMatchObject({ intervals: [{ from: at('09:00') }] });
    expect(end(ended(), at('19:00'))).toMatchObject({ endedAt: at('18:00') });
  });

  test('that was ended too soon goes on, and the gap is a pause', () => {
    const day = settled(end(resume(ended(), at('19:00')), at('20:00')));
    expect(day).toMatchObject({ workedSeconds: 10 * 3600, endedAt: at('20:00') });
    expect(day.intervals).toHaveLength(2);
  });

  test('that is left open over midnight is forgotten, and nothing goes on in it', () => {
    expect(stateAt(begun(), at('23:59'))).toBe('working');
    expect(stateAt(begun(), tomorrow)).toBe('forgotten');
    expect(() => pause(begun(), tomorrow)).toThrow(reason('FORGOTTEN_DAY'));
    expect(() => end(begun(), tomorrow)).toThrow(reason('FORGOTTEN_DAY'));
    expect(forget(begun(), at('23:59')).state).toBe('working');
  });

  test('that was noted as forgotten still takes what was done before and is sent late', () => {
    const day = settled(end(forget(begun(), tomorrow), at('18:00')));
    expect(day).toMatchObject({ state: 'ended', workedSeconds: 9 * 3600 });
  });

  test('of a night shift goes on after midnight, and four hours beyond its end', () => {
    const night = expectationOf(
      { ...usualSchedule, kind: 'shift', pattern: [{ start: '22:00', end: '06:00' }], patternFrom: '2026-11-26' },
      usualCalendar,
      '2026-11-26',
      zone,
    );
    expect(openUntil('2026-11-26', zone, night)).toEqual(at('10:00', '2026-11-27'));
  });
});

describe('marks', () => {
  test.each<[string, string, string, string[]]>([
    ['in time', '09:10', '17:50', []],
    ['late, by more than the tolerance', '09:11', '18:30', ['late']],
    ['early, and so short', '09:00', '16:00', ['early', 'short']],
    ['all of it', '11:00', '16:00', ['late', 'early', 'short']],
  ])('%s', (_, from, to, marks) => {
    expect(settled(end(begun(at(from)), at(to))).marks).toEqual(marks);
  });

  test('late is seen at once, the rest when the day has ended', () => {
    expect(begun(at('10:00')).marks).toEqual(['late']);
  });

  test('a day off has none', () => {
    const day = { ...begun(at('15:00')), expected: { ...expected, start: undefined, end: undefined, seconds: 0 } };
    expect(settled(end(day, at('15:30'))).marks).toEqual([]);
  });
});

describe('a forgotten day', () => {
  const act = { actor: chen, now: tomorrow };

  test('is closed by its person with a reason, and holds until a superior has a say', () => {
    const closed = settled(close(begun(), at('18:30'), asking, act));
    expect(closed).toMatchObject({ state: 'ended', endedAt: at('18:30'), request: { kind: 'close', state: 'pending' } });
    expect(confirm(closed, '', { actor: head, now: tomorrow })).toMatchObject({
      request: { state: 'confirmed', decidedBy: 'boris' },
    });
  });

  test('is closed anew where that was declined', () => {
    const declined = decline(close(begun(), at('23:00'), asking, act), 'You left at six', { actor: head, now: tomorrow });
    expect(dayActions(declined, act)).toEqual(['close']);
    expect(close(declined, at('18:00'), asking, act)).toMatchObject({ request: { state: 'pending' } });
  });

  test.each([
    ['before it began', at('08:00')],
    ['in the future', at('20:00', '2026-11-27')],
    ['after its midnight', at('00:30', '2026-11-27')],
  ])('is not closed %s', (_, when) => {
    expect(() => close(begun(), when, asking, act)).toThrow(reason('END_OF_DAY'));
  });

  test('is not closed without a reason, by others, or while it is not forgotten', () => {
    expect(() => close(begun(), at('18:00'), { ...asking, reason: ' ' }, act)).toThrow(reason('REASON_REQUIRED'));
    expect(() => close(begun(), at('18:00'), asking, { actor: head, now: tomorrow })).toThrow(reason('DENIED'));
    expect(() => close(begun(), at('18:00'), asking, { actor: chen, now: at('19:00') })).toThrow(reason('DENIED'));
  });

  test('needs nobody where nobody is above', () => {
    expect(close(begun(), at('18:00'), { ...asking, needsConfirmation: false }, act)).toMatchObject({
      request: { state: 'confirmed', decidedBy: '' },
    });
  });
});

describe('a correction', () => {
  const act = { actor: chen, now: at('20:00') };
  const wanted = [
    { from: at('08:30'), to: at('12:00') },
    { from: at('13:00'), to: at('18:00') },
  ];

  test('holds once a superior confirms it', () => {
    const asked = settled(correct(ended(), wanted, asking, act));
    expect(asked).toMatchObject({ workedSeconds: 9 * 3600, request: { state: 'pending' } });
    expect(settled(confirm(asked, 'Fine', { actor: manager, now: act.now }))).toMatchObject({ workedSeconds: 8.5 * 3600 });
  });

  test('changes nothing where it is declined, and may be asked for again', () => {
    const declined = settled(decline(correct(ended(), wanted, asking, act), 'No', { actor: head, now: act.now }));
    expect(declined).toMatchObject({ workedSeconds: 9 * 3600 });
    expect(dayActions(declined, act)).toEqual(['correct']);
  });

  test.each([
    ['that overlap', [wanted[0], { from: at('11:00'), to: at('18:00') }]],
    ['out of order', [wanted[1], wanted[0]]],
    ['without an end', [{ from: at('09:00') }]],
    ['of the day before', [{ from: at('23:00', '2026-11-25'), to: at('12:00') }]],
    ['in the future', [{ from: at('09:00'), to: at('21:00') }]],
  ])('is refused for stretches %s', (_, intervals) => {
    const given = intervals.flatMap((interval) => interval ?? []);
    expect(() => correct(ended(), given, asking, act)).toThrow(reason('INTERVALS'));
  });

  test.each([
    ['the head', head, true],
    ['the named manager', manager, true],
    ['an administrator', admin, true],
    ['a colleague', colleague, false],
    ['the person', chen, false],
  ])('%s decides: %o', (_, actor, may) => {
    const asked = correct(ended(), wanted, asking, act);
    expect(dayActions(asked, { actor, now: act.now }).includes('confirm')).toBe(may);
  });
});

test('whatever is done, stretches stay in order and apart, their sum is what was worked, and a way out is left', () => {
  const steps = fc.array(
    fc.tuple(fc.constantFrom('pause', 'resume', 'end', 'close', 'correct', 'confirm', 'decline'), fc.nat(180)),
    {
      maxLength: 30,
    },
  );
  fc.assert(
    fc.property(steps, (commands) => {
      let day = begun();
      let now = at('09:00').getTime();
      for (const [command, minutes] of commands) {
        now += minutes * 60_000;
        const moment = new Date(now);
        const own = { actor: chen, now: moment };
        const above = { actor: head, now: moment };
        const rules: Record<typeof command, () => WorkDay> = {
          pause: () => pause(day, moment),
          resume: () => resume(day, moment),
          end: () => end(day, moment),
          close: () => close(day, new Date(now - 30 * 60_000), asking, own),
          correct: () => correct(day, [{ from: at('09:30'), to: at('10:00') }], asking, own),
          confirm: () => confirm(day, '', above),
          decline: () => decline(day, 'No', above),
        };
        try {
          day = settled(rules[command]());
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
        }
        const edges = day.intervals.flatMap(({ from, to }) => [from, ...(to ? [to] : [])]).map((instant) => instant.getTime());
        expect(edges).toEqual(edges.toSorted((a, b) => a - b));
        expect(day.intervals.slice(0, -1).every(({ to }) => to)).toBe(true);
        const wayOut = day.state === 'ended' || stateAt(day, moment) !== 'forgotten' || dayActions(day, own).includes('close');
        expect(wayOut).toBe(true);
      }
    }),
  );
});
