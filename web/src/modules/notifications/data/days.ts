import type { Notification } from '../../../api/types';
import { capitalised } from '../../../kit/text/capitalised';
import { formatDay } from '../../../kit/time/format';
import { dayOf, daysBetween } from '../../../kit/time/zone';

export type Day = { readonly day: string; readonly notifications: readonly Notification[] };

/** Notifications by the day they came on, in the order they are in. */
export function byDay(notifications: readonly Notification[], zone: string): Day[] {
  const days: { day: string; notifications: Notification[] }[] = [];
  for (const notification of notifications) {
    const day = dayOf(notification.createdAt ?? new Date(0), zone);
    const last = days.at(-1);
    if (last?.day === day) last.notifications.push(notification);
    else days.push({ day, notifications: [notification] });
  }
  return days;
}

/** "Today", "Yesterday", or the date. */
export function dayTitle(day: string, language: string, today: string): string {
  const ago = daysBetween(today, day);
  if (ago < -1 || ago > 0) return formatDay(day, language);
  return capitalised(new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(ago, 'day'), language);
}
