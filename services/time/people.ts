import type { Directory } from '../../kit/directory.js';

/** Whether there is somebody to confirm what the person asks for. */
export const hasSuperior = (directory: Directory, person: string): boolean => directory.superiors(person).length > 0;
