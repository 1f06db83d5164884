/** Whether a text is a day of the Gregorian calendar as YYYY-MM-DD (RFC 3339 full-date). */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

const known = new Map<string, boolean>();

/** Whether the IANA database has the zone. Offsets such as "+09:00", which some runtimes take too, are no zones: they know no summer. */
export function isTimeZone(zone: string): boolean {
  if (zone.length > 64 || !/^[A-Za-z]/.test(zone)) return false;
  const answer = known.get(zone) ?? canFormat(zone);
  if (answer) known.set(zone, answer);
  return answer;
}

function canFormat(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return true;
  } catch {
    return false;
  }
}
