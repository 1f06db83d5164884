import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDay, slashOrder } from './days.js';

test.each([
  ['15.03.1990', '1990-03-15'],
  ['5.3.1990', '1990-03-05'],
  ['15.03.1990 г.', '1990-03-15'],
  ['15.03.1990 00:00:00', '1990-03-15'],
  ['15-03-1990', '1990-03-15'],
  ['1990-03-15', '1990-03-15'],
  ['1990-03-15T00:00:00+09:00', '1990-03-15'],
  ['1990-03-15 12:30:00.000', '1990-03-15'],
  ['1990.03.15', '1990-03-15'],
  ['1990. 3. 5.', '1990-03-05'],
  ['1990/3/5', '1990-03-05'],
  ['1990년 3월 5일', '1990-03-05'],
  ['19900315', '1990-03-15'],
  ['１９９０-０３-１５', '1990-03-15'],
  [' 29.02.2000 ', '2000-02-29'],
  ['3/4/1990', '1990-03-04'],
  ['3/15/1990', '1990-03-15'],
  ['15/3/1990', '1990-03-15'],
  ['3/4/1990 12:00:00 AM', '1990-03-04'],
])('%s is %s', (text, day) => {
  expect(parseDay(text)).toBe(day);
});

test.each([
  '',
  '-',
  '29.02.1999',
  '31.04.1990',
  '00.03.1990',
  '13/13/1990',
  '1990-13-01',
  '1990-00-01',
  '15.03.90',
  '1899-12-31',
  '--03-15',
  '15 March 1990',
  '1990315',
  '15.03.19900',
  '1.2.3.1990',
  '42',
])('%s is no day', (text) => {
  expect(parseDay(text)).toBeUndefined();
});

test.each([
  [['3/4/1990', '25/12/1990'], 'day-first', '1990-04-03'],
  [['3/4/1990', '12/25/1990'], 'month-first', '1990-03-04'],
  [['3/4/1990'], 'month-first', '1990-03-04'],
  [['3/4/1990', '25/12/1990', '12/25/1990'], 'month-first', '1990-03-04'],
  [['25.12.1990', '3/4/1990'], 'month-first', '1990-03-04'],
] as const)('in a column with %j the order is %s', (values, order, first) => {
  expect(slashOrder(values)).toBe(order);
  expect(parseDay('3/4/1990', slashOrder(values))).toBe(first);
});

test('every day survives every way of writing it', () => {
  const written: ((year: number, month: number, day: number) => string)[] = [
    (year, month, day) => `${day}.${month}.${year}`,
    (year, month, day) => `${year}. ${month}. ${day}.`,
    (year, month, day) => `${year}년 ${month}월 ${day}일`,
    (year, month, day) => `${month}/${day}/${year}`,
    (year, month, day) => `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`,
  ];
  const anyDay = fc.date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(anyDay, fc.constantFrom(...written), (date, write) => {
      const text = write(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
      expect(parseDay(text)).toBe(date.toISOString().slice(0, 10));
    }),
  );
});
