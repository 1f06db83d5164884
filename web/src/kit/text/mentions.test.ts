import { expect, test } from 'vitest';
import { mentionedIn, toStored, toWritten, typedMention } from './mentions';

const idOf = new Map([
  ['Anna Kim', 'a-1'],
  ['Anna', 'a-2'],
  ['김민지', 'k-3'],
]);
const nameOf = new Map([...idOf].map(([name, id]) => [id, name]));

test('what one writes is stored by id and comes back by name', () => {
  const written = 'Ask @Anna Kim, then @Anna (and @김민지).';
  expect(toStored(written, idOf)).toBe('Ask @{u:a-1}, then @{u:a-2} (and @{u:k-3}).');
  expect(toWritten(toStored(written, idOf), nameOf)).toBe(written);
});

test('a name inside a longer word is no mention', () => {
  expect(toStored('@Annabelle and @Annа-like', new Map([['Anna', 'a-2']]))).not.toContain('@{u:a-2}belle');
});

test('someone unknown stays as stored', () => {
  expect(toWritten('@{u:gone}', nameOf)).toBe('@{u:gone}');
});

test('people mentioned twice are mentioned', () => {
  expect(mentionedIn('@{u:a-1} @{u:k-3} @{u:a-1}')).toEqual(['a-1', 'k-3']);
});

test('a mention begins after a space or a bracket, not inside an address', () => {
  expect(typedMention('Hello @An')).toEqual({ text: 'An', start: 6 });
  expect(typedMention('@Anna Ki')).toEqual({ text: 'Anna Ki', start: 0 });
  expect(typedMention('(@')).toEqual({ text: '', start: 1 });
  expect(typedMention('mail anna@exa')).toBeUndefined();
  expect(typedMention('@Anna, please')).toBeUndefined();
});
