import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { metrics } from '../../kit/metrics.js';

const page = (name: string) => readFile(`docs/${name}`, 'utf8');

/** The sources of the product, tests left out. */
async function sources(): Promise<string[]> {
  const files = await Promise.all(
    ['kit', 'services', 'gateway'].map(async (folder) =>
      (await readdir(folder, { recursive: true })).map((file) => join(folder, file)),
    ),
  );
  const own = files.flat().filter((file) => file.endsWith('.ts') && !/\.(test|testing)\.ts$/.test(file));
  return Promise.all(own.map((file) => readFile(file, 'utf8')));
}

const matches = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, found = '']) => found);

/** How reasons are written in the sources: given to the functions that make failures, or named as such. */
const reasonPatterns = [
  /\b(?:invalid|refused|conflict|unauthenticated|unavailable|exhausted|fatal|leftOut)\(\s*'([A-Z][A-Z0-9_]+)'/g,
  /\bnew (?:Problem|Refusal)\(\s*[\w.]+,\s*'([A-Z][A-Z0-9_]+)'/g,
  /\bbadField\([^()]*(?:\([^()]*\)[^()]*)*'([A-Z][A-Z0-9_]+)'\)/g,
  /\b(?:reason|problem)\b[^'\n]*[=:|] ?'([A-Z][A-Z0-9_]+)'/g,
  /closeCodes\.\w+, '([A-Z][A-Z0-9_]+)'/g,
];

test('errors.md has a heading for each reason that the code gives, and for no other', async () => {
  const texts = await sources();
  const headings = matches(await page('errors.md'), /^### (\S+)$/gm);
  const used = new Set(texts.flatMap((text) => reasonPatterns.flatMap((pattern) => matches(text, pattern))));
  expect([...used].filter((reason) => !headings.includes(reason))).toEqual([]);
  expect(headings.filter((reason) => !texts.some((text) => text.includes(`'${reason}'`)))).toEqual([]);
  expect(new Set(headings).size).toBe(headings.length);
});

test('events.md has each kind of event with its actions, as the contract has them', async () => {
  const text = await page('events.md');
  const rows = matches(text, /^\|.*?\| `(\w+)` \|.*?\| [^|]*\|$/gm);
  const kinds: string[] = [];
  for (const service of await readdir('proto/atrium')) {
    const folder = `proto/atrium/${service}/v1`;
    const proto = (await Promise.all((await readdir(folder)).map((file) => readFile(`${folder}/${file}`, 'utf8')))).join('\n');
    for (const [, name = '', comment = ''] of proto.matchAll(/^message (\w+)Event \{\n((?: *\/\/.*\n)+) *string action/gm)) {
      const kind = name.replace(/(?<=.)[A-Z]/g, '_$&').toLowerCase();
      kinds.push(kind);
      const actions = [...new Set(matches(comment, /"(\w+)"/g))].map((action) => `\`${action}\``);
      expect(text).toMatch(new RegExp(`\\| \`${kind}\` \\|.*\\| ${actions.join(' ')} \\|\\n`));
    }
  }
  expect(rows.sort()).toEqual(kinds.sort());
});

test('operations/README.md has each metric of Atrium, and no other', async () => {
  const text = await page('operations/README.md');
  const rows = matches(text, /^\| `(atrium_\w+)`/gm);
  const own = metrics.getMetricsAsArray().filter(({ name }) => name.startsWith('atrium_'));
  expect(rows.sort()).toEqual(own.map(({ name }) => name).sort());
});

test('security.md shows its safeguards by tests that are there', async () => {
  const links = matches(await page('security.md'), /\]\((\.\.\/[^)#]+)/g);
  const missing = links.filter((link) => !existsSync(join('docs', link)));
  expect(missing).toEqual([]);
  expect(links.filter((link) => link.endsWith('.test.ts')).length).toBeGreaterThan(20);
});
