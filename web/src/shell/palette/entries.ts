import type { Icon } from '@tabler/icons-react';
import type { Language } from '../../language/languages';
import type { Hit, Module } from '../../modules/module';

/** One line of the palette. */
export type Entry = {
  readonly id: string;
  readonly title: string;
  readonly note?: string;
  readonly keys?: string;
  readonly icon: Icon;
  readonly href: string;
};

const hasWords = (title: string, words: readonly string[]) => {
  const lower = title.toLocaleLowerCase();
  return words.every((word) => lower.includes(word));
};

/** The commands and pages whose names hold all that was typed. English names work in every language: many know them. */
export function matchingCommands(modules: readonly Module[], typed: string, language: Language): Entry[] {
  const words = typed.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const pages = modules.map(({ name, title, icon, to }) => ({ id: `page/${name}`, title, icon, to, keys: undefined }));
  const commands = modules.flatMap((module) => module.commands ?? []);
  const goesThere = new Set(commands.filter(({ creates }) => !creates).map(({ to }) => to));
  return [...commands, ...pages.filter(({ to }) => !goesThere.has(to))]
    .filter(({ title }) => hasWords(title[language], words) || hasWords(title.en, words))
    .map(({ id, title, icon, to, keys }) => ({ id, title: title[language], icon, href: to, keys }));
}

/** What all modules find, in the order of the modules. One that fails takes nothing from the others. */
export async function searchModules(modules: readonly Module[], typed: string, signal: AbortSignal): Promise<readonly Hit[]> {
  const searches = modules.flatMap(({ search }) => (search ? [search(typed, signal)] : []));
  const settled = await Promise.allSettled(searches);
  const hits = settled.flatMap((result) => (result.status === 'fulfilled' ? result.value : []));
  const failed = settled.find((result) => result.status === 'rejected');
  // "Nothing found" would not be true.
  if (failed && hits.length === 0) throw failed.reason;
  return hits;
}
