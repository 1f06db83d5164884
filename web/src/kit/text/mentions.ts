/*
 * In stored text a mention is `@{u:SUBJECT}`, so that it survives a change of name. While one writes, it is `@Name`.
 */

const stored = /@\{u:([A-Za-z0-9_.-]{1,64})\}/g;

/** The ids of the people mentioned in a stored text, each once. */
export const mentionedIn = (text: string): string[] => [...new Set([...text.matchAll(stored)].map((found) => found[1] ?? ''))];

/** People by the name that stands for them while one writes. */
export type Names = ReadonlyMap<string, string>;

/** A stored text as one writes it, given the names of those it mentions by their ids. */
export const toWritten = (text: string, nameOf: ReadonlyMap<string, string>): string =>
  text.replace(stored, (token, id: string) => {
    const name = nameOf.get(id);
    return name === undefined ? token : `@${name}`;
  });

/** A written text as it is stored. Of names that begin alike the longest counts; a name within a longer word doesn't. */
export function toStored(written: string, idOf: Names): string {
  if (idOf.size === 0) return written;
  const names = [...idOf.keys()].sort((a, b) => b.length - a.length).map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const mention = new RegExp(`@(${names.join('|')})(?![\\p{L}\\p{N}_])`, 'gu');
  return written.replace(mention, (token, name: string) => {
    const id = idOf.get(name);
    return id === undefined ? token : `@{u:${id}}`;
  });
}

/** What is being typed after "@" before the caret: the beginning of a name, of at most three words. */
export function typedMention(before: string): { text: string; start: number } | undefined {
  const found = /(?:^|[\s(])@((?:[\p{L}\p{N}._-]+ ?){0,3})$/u.exec(before);
  if (found === null) return undefined;
  const text = found[1] ?? '';
  return { text, start: before.length - text.length - 1 };
}
