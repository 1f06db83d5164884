import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { contentHash } from './content-hash.mjs';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'atrium-hash-'));
  mkdirSync(join(root, 'proto/tasks'), { recursive: true });
  writeFileSync(join(root, 'proto/tasks/task.proto'), 'message Task {}');
  writeFileSync(join(root, 'buf.yaml'), 'version: v2');
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

const hash = (isInput?: (path: string) => boolean) => contentHash(root, ['proto', 'buf.yaml', 'absent'], isInput);

test('the same files give the same hash, whenever they were written', () => {
  const before = hash();
  writeFileSync(join(root, 'buf.yaml'), 'version: v2');
  expect(hash()).toBe(before);
});

test('a changed, a new, a renamed and a removed file each give another one', () => {
  const hashes = [hash()];
  writeFileSync(join(root, 'buf.yaml'), 'version: v3');
  hashes.push(hash());
  writeFileSync(join(root, 'proto/tasks/new.proto'), '');
  hashes.push(hash());
  renameSync(join(root, 'proto/tasks/new.proto'), join(root, 'proto/tasks/newer.proto'));
  hashes.push(hash());
  rmSync(join(root, 'proto/tasks/task.proto'));
  hashes.push(hash());
  expect(new Set(hashes).size).toBe(hashes.length);
});

test('what a step writes itself does not count', () => {
  const isInput = (path: string) => !path.startsWith('proto/generated/');
  const before = hash(isInput);
  mkdirSync(join(root, 'proto/generated'));
  writeFileSync(join(root, 'proto/generated/file'), '');
  expect(hash(isInput)).toBe(before);
});
