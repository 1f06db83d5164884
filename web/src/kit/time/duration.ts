/*
 * Lengths of work, to the minute, as people write them: "20m", "1:30", "2h", "1.5 h", "1ч 30м", "2 часа", "1시간 30분". A number
 * alone is minutes.
 */

const hours = String.raw`(?:h|hrs?|hours?|ч|час|часа|часов|시간)\.?`;
const minutes = String.raw`(?:m|mins?|minutes?|м|мин|минут|минута|минуту|минуты|분)\.?`;
const inUnits = new RegExp(String.raw`^(?:(\d+(?:[.,]\d+)?)\s*${hours})?\s*(?:(\d+)\s*(?:${minutes})?)?$`, 'u');
const onClock = /^(\d+):([0-5]\d)$/;

/** More than anybody plans at once: ten years. */
const longest = 315_360_000;

/** The seconds that the text says; undefined where it says no length. */
export function parseDuration(text: string): number | undefined {
  const written = text.trim().toLowerCase();
  const found = onClock.exec(written) ?? inUnits.exec(written);
  if (found === null || (found[1] === undefined && found[2] === undefined)) return undefined;
  const [, whole = '0', rest = '0'] = found;
  const seconds = Math.round(Number(whole.replace(',', '.')) * 60 + Number(rest)) * 60;
  return seconds <= longest ? seconds : undefined;
}

/** "1 h 30 min", "1 ч 30 мин", "1시간 30분": what is less than a minute counts as one. */
export function formatDuration(seconds: number, language: string): string {
  const total = seconds > 0 ? Math.max(1, Math.round(seconds / 60)) : 0;
  const part = (value: number, unit: 'hour' | 'minute') =>
    new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short', useGrouping: false }).format(value);
  const parts = [
    ...(total >= 60 ? [part(Math.floor(total / 60), 'hour')] : []),
    ...(total % 60 > 0 || total === 0 ? [part(total % 60, 'minute')] : []),
  ];
  return parts.join(' ');
}
