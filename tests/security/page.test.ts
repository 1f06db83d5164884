import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** By these a text becomes part of a page, or a program: what people write could then run for others. */
const makesMarkup =
  /dangerouslySetInnerHTML|\b(?:inner|outer)HTML\b|insertAdjacentHTML|document\.write|\beval\(|new Function\(|srcdoc|javascript:/i;
/** Tokens belong into memory: what is stored is read by every script of the page, and stays. */
const keepsTokens = /(?:local|session)Storage[^\n]*token|token[^\n]*(?:local|session)Storage|document\.cookie/i;

test('the web client makes no markup of texts, and keeps no token in storage', async () => {
  const files = (await readdir('web/src', { recursive: true })).filter((file) => /(?<!\.test)\.tsx?$/.test(file));
  expect(files.length).toBeGreaterThan(50);
  for (const file of files) {
    const source = await readFile(join('web/src', file), 'utf8');
    expect([file, makesMarkup.exec(source)?.[0], keepsTokens.exec(source)?.[0]]).toEqual([file, undefined, undefined]);
  }
});
