import { parseDuration } from '../../../../kit/time/duration';

/** A day of work is eight hours, a week five of them, as planners count; the hours of an office hold breaks. */
const day = 8 * 3600;
const week = 5 * day;

const weeks = String.raw`(?:w|weeks?|н|нед|недел[яиьюй]|недель|주)\.?`;
const days = String.raw`(?:d|days?|д|дн|день|дня|дней|일)\.?`;
const number = String.raw`(\d+(?:[.,]\d+)?)`;
const pattern = new RegExp(String.raw`^(?:${number}\s*${weeks}(?![\p{L}]))?\s*(?:${number}\s*${days}(?![\p{L}]))?\s*(.*)$`, 'u');

/** More than anybody plans at once: ten years. */
const longest = 315_360_000;

/** The seconds of work that the text says: "1d", "2 нед", "1일 4시간", or as parseDuration reads them; undefined where it says none. */
export function readEffort(text: string): number | undefined {
  const [, inWeeks, inDays, rest = ''] = pattern.exec(text.trim().toLowerCase()) ?? [];
  if (inWeeks === undefined && inDays === undefined) return parseDuration(text);
  const more = rest === '' ? 0 : parseDuration(rest);
  if (more === undefined) return undefined;
  const amount = (written = '0') => Number(written.replace(',', '.'));
  const seconds = Math.round((amount(inWeeks) * week + amount(inDays) * day) / 60) * 60 + more;
  return seconds <= longest ? seconds : undefined;
}
