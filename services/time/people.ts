import type { Directory } from '../../kit/directory.js';

/** The zone a person lives by: their own, else the company's. */
export const zoneOf = (directory: Directory, person: string): string =>
  directory.person(person)?.timeZone || directory.company()?.timeZone || 'UTC';

/** Whether there is somebody to confirm what the person asks for. */
export const hasSuperior = (directory: Directory, person: string): boolean => directory.superiors(person).length > 0;
