import { expect, test } from 'vitest';
import { allZones, minutesAhead, zoneName } from './zones';

const winter = new Date('2026-01-15T12:00:00Z');
const summer = new Date('2026-07-15T12:00:00Z');

test('a zone is known by its city, its time in words, and its offset at the moment', () => {
  expect(zoneName('America/New_York', 'en', winter)).toEqual({
    zone: 'America/New_York',
    city: 'New York',
    words: 'Eastern Time',
    offset: 'GMT-5',
  });
  expect(zoneName('America/New_York', 'ru', summer).offset).toBe('GMT-4');
});

test('zones differ by their clocks at the moment, not by name', () => {
  expect(minutesAhead('Asia/Seoul', 'Europe/Moscow', winter)).toBe(360);
  expect(minutesAhead('Asia/Kolkata', 'Asia/Seoul', winter)).toBe(-210);
  expect(minutesAhead('Europe/Berlin', 'Europe/Moscow', summer)).toBe(-60);
});

test('UTC is among the zones', () => expect(allZones()).toContain('UTC'));
