import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { root } from '../../start/build.js';
import { editsFor, nextVersion } from './next-version.js';

test('the next version is this one with a field, a migration and a changed event more', async () => {
  const folder = await nextVersion(root);
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const { file, after } of await editsFor(root)) {
    const [now, next] = await Promise.all([root, folder].map((place) => readFile(join(place, file), 'utf8')));
    expect(now, file).not.toContain(after);
    expect(next, file).toContain(after);
  }
});
