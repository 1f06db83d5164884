import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { mutated, mutations } from './mutations.js';

test.each(Object.entries(mutations))('the piece that %s replaces is there exactly once', async (_, mutation) => {
  const source = await readFile(mutation.file, 'utf8');
  expect(mutated(source, mutation)).not.toBe(source);
});

test('a piece that is gone, or there twice, is refused', () => {
  const mutation = { file: 'a.ts', text: 'check();', by: '' };
  expect(() => mutated('nothing', mutation)).toThrow('exactly once');
  expect(() => mutated('check(); check();', mutation)).toThrow('2 times');
});
