import { leadsWithin } from '../../kit/ability.js';
import { type Actor, isAdmin } from '../../kit/actor.js';
import type { Directory } from '../../kit/directory.js';

/** What belongs to one person, and who may see it by the rights matrix; see kit/ability.ts. */
export type Personal = { readonly person: string; readonly participants: readonly string[]; readonly readers: readonly string[] };

/** What the store fills in; see `personal`. */
export const underived = { participants: [], readers: [] };

type Known = Pick<Directory, 'readers' | 'person'>;

/** Whom the thing of a person is shown to: the person, by the matrix their department and those above, and the manager they name. */
export function readersOf(participants: readonly string[], directory: Known): string[] {
  const managers = participants.flatMap((ref) => {
    const manager = directory.person(ref.slice(2))?.manager;
    return manager ? [`u:${manager}`] : [];
  });
  return [...new Set([...directory.readers(participants), ...managers])];
}

/** Fills in what follows from whose it is. */
export function personal<Thing extends Personal>(thing: Thing, directory: Known): Thing {
  const participants = [`u:${thing.person}`];
  return { ...thing, participants, readers: readersOf(participants, directory) };
}

/** Whether the actor decides for the person: their manager, who leads a department of theirs or above, or an administrator. Nobody does for themselves. */
export const isAbove = ({ person, readers }: Personal, actor: Actor): boolean =>
  person !== actor.id && (isAdmin(actor) || readers.includes(`u:${actor.id}`) || leadsWithin(actor, { readers }));

/** Whose screens change with what the colleagues of a person may know: the person, and those in a department with them. */
export const colleaguesOf = ({ person, readers }: Personal): string[] => [
  `u:${person}`,
  ...readers.filter((key) => key.startsWith('in:')).map((key) => `d:${key.slice(3)}`),
];
