import { isConflict } from './problem';

type Versioned = { readonly version: string };

type Write<Thing, Change> = {
  /** The thing as the person saw it when they changed it. */
  base: Thing;
  change: Change;
  /** Writes over the given version, and over no other. */
  write: (version: string, change: Change) => Promise<Thing>;
  read: () => Promise<Thing>;
};

/**
 * Writes some fields of a thing. Where somebody changed others of its fields in the meantime, writes over the newer version;
 * where they changed the same ones, the refusal stands, for the person to look first.
 */
export async function writeFields<Thing extends Versioned, Change extends object>(wanted: Write<Thing, Change>): Promise<Thing> {
  const { base, change, write, read } = wanted;
  try {
    return await write(base.version, change);
  } catch (error) {
    if (!isConflict(error)) throw error;
    const newer = await read();
    if (Object.keys(change).some((field) => !sameField(field, base, newer))) throw error;
    return write(newer.version, change);
  }
}

const sameField = (field: string, one: object, other: object): boolean => fieldOf(one, field) === fieldOf(other, field);

const fieldOf = (thing: object, field: string): string => JSON.stringify(new Map(Object.entries(thing)).get(field)) ?? '';
