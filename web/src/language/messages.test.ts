import { describe, expect, test } from 'vitest';
import { loadMessages, namespaces } from './catalogues';
import { languages } from './languages';
import { isPlural, type Messages, type PluralForms } from './plural';

type Leaf = { path: string; value: string | PluralForms };

function leaves(messages: Messages, above = ''): Leaf[] {
  return Object.entries(messages).flatMap(([key, value]): Leaf[] => {
    const path = `${above}${key}`;
    if (typeof value === 'string') return [{ path, value }];
    return isPlural(value) ? [{ path, value: value.plural }] : leaves(value, `${path}.`);
  });
}

const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)|<(\w+)\/?>/g)].map((found) => found[1] ?? found[2]).sort();

/** A form for "one" may leave out the number it stands for. */
const needed = (value: string | PluralForms) =>
  placeholders(typeof value === 'string' ? value : value.other).filter((name) => typeof value === 'string' || name !== 'count');

test('there are texts to check', () => expect(namespaces).toContain('common'));

describe.each(namespaces)('%s', (namespace) => {
  test.each(languages)('has every key and placeholder in %s', async (language) => {
    const english = leaves(await loadMessages(namespace, 'en'));
    const translated = new Map(leaves(await loadMessages(namespace, language)).map(({ path, value }) => [path, value]));
    expect([...translated.keys()].sort()).toEqual(english.map(({ path }) => path).sort());
    for (const { path, value } of english) {
      const translation = translated.get(path) ?? '';
      expect({ path, placeholders: needed(translation) }).toEqual({ path, placeholders: needed(value) });
    }
  });

  test.each(languages)('has a form for each plural category of %s, and no empty text', async (language) => {
    const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    for (const { path, value } of leaves(await loadMessages(namespace, language))) {
      if (typeof value === 'string') expect({ path, empty: value.trim() === '' }).toEqual({ path, empty: false });
      else expect({ path, forms: Object.keys(value).sort() }).toEqual({ path, forms: [...categories].sort() });
    }
  });
});
