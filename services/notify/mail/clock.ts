import type { Directory } from '../../../kit/directory.js';
import { textsFor } from './texts.js';

/** How a moment is written in a language and a zone; UTC where the zone is unknown. */
export function clockOf(locale: string, timeZone = 'UTC'): Intl.DateTimeFormat {
  const style = { dateStyle: 'medium', timeStyle: 'short' } as const;
  try {
    return new Intl.DateTimeFormat(locale, { ...style, timeZone: timeZone || 'UTC' });
  } catch {
    return new Intl.DateTimeFormat(locale, { ...style, timeZone: 'UTC' });
  }
}

/** How the person reads a moment: in their language, at their place, or else the company's. */
export const momentFor = (user: string, moment: Date, directory: Pick<Directory, 'person' | 'company'>): string =>
  clockOf(textsFor(user, directory).locale, directory.person(user)?.timeZone || directory.company()?.timeZone).format(moment);
