import { expect, test } from 'vitest';
import type { Notification } from '../../../api/types';
import { byDay, dayTitle } from './days';

const at = (id: string, createdAt: string): Notification => ({
  id,
  createdAt,
  kind: 'KIND_TASK_COMMENTED',
  action: 'commented',
  subjectType: 'task',
  subjectId: '7',
  subjectTitle: 'Order chairs',
  actor: 'boris',
  excerpt: '',
  recipient: 'anna',
  version: '1',
});

test('days are those of the zone', () => {
  const notifications = [at('3', '2026-11-23T16:00:00Z'), at('2', '2026-11-23T14:00:00Z'), at('1', '2026-11-22T23:00:00Z')];
  const days = (zone: string) =>
    byDay(notifications, zone).map(({ day, notifications: of }) => `${day}: ${of.map(({ id }) => id)}`);
  expect(days('Asia/Seoul')).toEqual(['2026-11-24: 3', '2026-11-23: 2,1']);
  expect(days('UTC')).toEqual(['2026-11-23: 3,2', '2026-11-22: 1']);
});

test('the last two days have names', () => {
  expect(dayTitle('2026-11-23', 'ru', '2026-11-23')).toBe('Сегодня');
  expect(dayTitle('2026-11-22', 'en', '2026-11-23')).toBe('Yesterday');
  expect(dayTitle('2026-11-21', 'ko', '2026-11-23')).toBe('2026년 11월 21일');
});
