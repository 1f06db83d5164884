import { expect, test } from 'vitest';
import { isPress, type KeyPress, keyReader } from './keys';

const press = (key: string, code: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

test('letters are found by their place, whatever the layout writes', () => {
  for (const written of ['j', 'ㅓ', 'о']) expect(isPress(press(written, 'KeyJ'), 'j')).toBe(true);
  expect(isPress(press('j', 'KeyJ', { ctrlKey: true }), 'j')).toBe(false);
  expect(isPress(press('J', 'KeyJ', { shiftKey: true }), 'j')).toBe(false);
});

test('"mod" is Control or Command', () => {
  expect(isPress(press('k', 'KeyK', { metaKey: true }), 'mod+k')).toBe(true);
  expect(isPress(press('л', 'KeyK', { ctrlKey: true }), 'mod+k')).toBe(true);
  expect(isPress(press('k', 'KeyK'), 'mod+k')).toBe(false);
});

test('the question mark stands on different keys', () => {
  expect(isPress(press('?', 'Digit7', { shiftKey: true }), '?')).toBe(true);
  expect(isPress(press(',', 'Slash', { shiftKey: true }), '?')).toBe(true);
});

test('two keys in a row are one shortcut, and not the second key alone', () => {
  const read = keyReader();
  expect(read(press('t', 'KeyT'), ['g t'])).toBeUndefined();
  expect(read(press('g', 'KeyG'), ['g t', 't'])).toBeUndefined();
  expect(read(press('t', 'KeyT'), ['g t', 't'])).toBe('g t');
  expect(read(press('t', 'KeyT'), ['g t', 't'])).toBe('t');
});

test('the second key must not come late', () => {
  let clock = 0;
  const read = keyReader(() => clock);
  read(press('g', 'KeyG'), ['g t']);
  clock = 2000;
  expect(read(press('t', 'KeyT'), ['g t'])).toBeUndefined();
});
