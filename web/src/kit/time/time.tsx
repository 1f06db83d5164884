import { Tooltip } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useZone } from '../../session/session';
import { formatAge, formatExactly, formatMoment, formatRelative, type Place } from './format';

/** The language and the zone to show times in. */
export function usePlace(): Place {
  const { i18n } = useTranslation();
  return { language: i18n.language, zone: useZone() };
}

/** How long ago, or when; the exact time on hover. */
export function RelativeTime({ at }: { at: string }) {
  const place = usePlace();
  return <Time at={at} text={formatRelative(at, place, useMinute())} place={place} />;
}

/** How long it has lasted; since when exactly on hover. */
export function Age({ since }: { since: string }) {
  const place = usePlace();
  return <Time at={since} text={formatAge(since, place, useMinute())} place={place} />;
}

/** The day and the time of day. */
export function DateTime({ at }: { at: string }) {
  const place = usePlace();
  return <Time at={at} text={formatMoment(at, place, useMinute())} place={place} />;
}

function Time({ at, text, place }: { at: string; text: string; place: Place }) {
  return (
    <Tooltip label={formatExactly(at, place)}>
      <time dateTime={at} className="numbers">
        {text}
      </time>
    </Tooltip>
  );
}

const minute = 60_000;
const listeners = new Set<() => void>();
let current = new Date();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === undefined) {
    current = new Date();
    timer = setInterval(tick, minute);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function tick(): void {
  current = new Date();
  for (const listener of listeners) listener();
}

/** The time to within a minute; one timer for all that show it. */
export function useMinute(): Date {
  return useSyncExternalStore(subscribe, () => current);
}
