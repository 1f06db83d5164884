import { clockTime } from './zone';

/** A zone as people look for it. */
export type ZoneName = {
  readonly zone: string;
  /** The city that stands for it: "New York". */
  readonly city: string;
  /** Its time in words: "Korea time". */
  readonly words: string;
  /** "GMT+9". */
  readonly offset: string;
};

const partOf = (zone: string, language: string, timeZoneName: 'longGeneric' | 'shortOffset', at: Date): string =>
  new Intl.DateTimeFormat(language, { timeZone: zone, timeZoneName })
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName')?.value ?? '';

export const zoneName = (zone: string, language: string, at: Date): ZoneName => ({
  zone,
  city: zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone,
  words: partOf(zone, language, 'longGeneric', at),
  offset: partOf(zone, 'en', 'shortOffset', at),
});

/** Every zone of the IANA database that the browser knows, and UTC, which some leave out. */
export const allZones = (): string[] => [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC'])];

/** How far the clocks of one zone are ahead of another's, in minutes. */
export function minutesAhead(zone: string, of: string, at: Date): number {
  const shown = (name: string) => Date.parse(`${clockTime(at, name).replace(' ', 'T')}Z`);
  return Math.round((shown(zone) - shown(of)) / 60_000);
}
