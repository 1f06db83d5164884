import { expect, test } from 'vitest';
import { formatAge, formatDate, formatMoment, formatRelative } from './format';

const now = new Date('2026-11-23T06:00:00Z');
const seoul = { language: 'ko', zone: 'Asia/Seoul' };
const moscow = { language: 'ru', zone: 'Europe/Moscow' };

test('the year stands only where it is another one', () => {
  expect(formatDate('2026-11-20T06:00:00Z', seoul, now)).toBe('11월 20일');
  expect(formatDate('2025-11-20T06:00:00Z', seoul, now)).toContain('2025');
});

test('near days have names', () => {
  expect(formatMoment('2026-11-24T06:00:00Z', moscow, now)).toBe('завтра, 09:00');
  expect(formatMoment('2026-11-23T16:00:00Z', seoul, now)).toContain('내일');
  expect(formatMoment('2026-11-30T06:00:00Z', moscow, now)).toMatch(/^30 нояб\.?, 09:00$/);
});

test('recent times are told by their distance', () => {
  expect(formatRelative('2026-11-23T05:59:50Z', { language: 'en', zone: 'UTC' }, now)).toBe('now');
  expect(formatRelative('2026-11-23T05:30:00Z', moscow, now)).toMatch(/^30 мин\.? назад$/);
  expect(formatRelative('2026-11-01T05:30:00Z', { language: 'en', zone: 'UTC' }, now)).toBe('Nov 1');
});

test('an age is told in its largest whole unit', () => {
  const english = { language: 'en', zone: 'UTC' };
  expect(formatAge('2026-11-23T05:59:50Z', english, now)).toBe('now');
  expect(formatAge('2026-11-23T05:18:00Z', english, now)).toBe('42 minutes');
  expect(formatAge('2026-11-23T00:30:00Z', moscow, now)).toBe('5 часов');
  expect(formatAge('2026-11-02T05:30:00Z', seoul, now)).toBe('21일');
});
