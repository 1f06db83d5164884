import { expect, test } from 'vitest';
import { draftKey, readDraft, writeDraft } from './draft-storage';

function memory() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

const key = draftKey('anna', 'task/new');
const initial = { title: '', observers: ['u:anna'] };

test('a draft comes back as it was written', () => {
  const storage = memory();
  writeDraft(storage, key, { title: 'Call the bank', observers: [] });
  expect(readDraft(storage, key, initial)).toEqual({ title: 'Call the bank', observers: [] });
});

test('a draft belongs to one person', () => {
  const storage = memory();
  writeDraft(storage, key, { title: 'Mine', observers: [] });
  expect(readDraft(storage, draftKey('boris', 'task/new'), initial)).toBe(initial);
});

test('a forgotten, broken or outdated draft gives the beginning', () => {
  const storage = memory();
  writeDraft(storage, key, { title: 'Mine', observers: [] });
  writeDraft(storage, key, undefined);
  expect(readDraft(storage, key, initial)).toBe(initial);
  storage.setItem(key, '{"title":');
  expect(readDraft(storage, key, initial)).toBe(initial);
  storage.setItem(key, '{"name":"from an older version"}');
  expect(readDraft(storage, key, initial)).toBe(initial);
});
