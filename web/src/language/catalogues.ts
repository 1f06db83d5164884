import { type Language, languages } from './languages';
import type { Messages } from './plural';

type Load = () => Promise<{ messages: Messages }>;

const files: Record<string, Load> = import.meta.glob<{ messages: Messages }>(['../messages/*.ts', '../modules/*/messages/*.ts']);

/** The texts that every part shares; each module's are called like its folder. */
export const common = 'common';

const pathOf = (namespace: string, language: Language) =>
  namespace === common ? `../messages/${language}.ts` : `../modules/${namespace}/messages/${language}.ts`;

export const namespaces: readonly string[] = [
  ...new Set(Object.keys(files).map((path) => /modules\/([^/]+)\//.exec(path)?.[1] ?? common)),
];

/** Loads one module's texts in one language. */
export async function loadMessages(namespace: string, language: Language): Promise<Messages> {
  const load = files[pathOf(namespace, language)];
  if (load === undefined)
    throw new Error(`There are no texts of "${namespace}" in "${language}"; there should be in ${languages.join(', ')}.`);
  return (await load()).messages;
}
