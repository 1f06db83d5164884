import { expect, test } from 'vitest';
import { prefixLines, wrap } from './formatting';

test('marks go around the selection and away again', () => {
  const bold = wrap({ text: 'make it so', start: 5, end: 7 }, '**');
  expect(bold).toEqual({ text: 'make **it** so', start: 7, end: 9 });
  expect(wrap(bold, '**')).toEqual({ text: 'make it so', start: 5, end: 7 });
});

test('a list is made of every line that is touched, and unmade', () => {
  const listed = prefixLines({ text: 'a\nb\nc', start: 2, end: 5 }, '- ');
  expect(listed.text).toBe('a\n- b\n- c');
  expect(prefixLines(listed, '- ').text).toBe('a\nb\nc');
});
