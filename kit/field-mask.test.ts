import { expect, test } from 'vitest';
import { maskOf } from './field-mask.js';

const content = { title: 'A', dueAt: undefined, tags: [] as string[], count: 0 };

test('a mask chooses what it names, also to make it empty', () => {
  expect(maskOf(['title', 'due_at', 'tags'], content, 'Task')).toEqual({ title: 'A', dueAt: undefined, tags: [] });
});

test('without a mask what has a value is chosen', () => {
  expect(maskOf(undefined, content, 'Task')).toEqual({ title: 'A' });
  expect(maskOf([], content, 'Task')).toEqual({ title: 'A' });
});

test('a field that is not there, or that only the system sets, is refused by name', () => {
  for (const name of ['version', 'title.length', '__proto__', 'constructor', 'to_string', '', '*'])
    expect(() => maskOf([name], content, 'Task')).toThrow(`${name} is no field of Task that can be changed.`);
});
