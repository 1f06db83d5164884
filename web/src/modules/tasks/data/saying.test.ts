import { expect, test } from 'vitest';
import { lacking, nothingSaid, sayings, wordOf } from './saying';

const worker = { allowedActions: ['start'] };
const director = { allowedActions: ['update'] };

test('what passes on words needs them; what only goes with them does not', () => {
  const needy = sayings.filter(
    (saying) => lacking(saying, { ...nothingSaid, deadline: 'x', rating: 'positive' }, worker) === 'text',
  );
  expect(needy).toEqual(['react', 'decline', 'hand_over', 'move_deadline', 'propose_deadline', 'complete']);
  expect(lacking('decline', { ...nothingSaid, text: ' \n' }, worker)).toBe('text');
  expect(lacking('decline', { ...nothingSaid, text: 'I am away.' }, worker)).toBeUndefined();
});

test('who directs the task moves its deadline without a word, but to a time', () => {
  expect(lacking('move_deadline', nothingSaid, director)).toBe('deadline');
  expect(lacking('move_deadline', { ...nothingSaid, deadline: '2026-12-01T09:00:00Z' }, director)).toBeUndefined();
});

test('a negative rating is explained, and to rate is to say how well', () => {
  expect(lacking('accept', nothingSaid, director)).toBeUndefined();
  expect(lacking('accept', { ...nothingSaid, rating: 'negative' }, director)).toBe('text');
  expect(lacking('rate', { ...nothingSaid, text: 'Well.' }, director)).toBe('rating');
  expect(lacking('rate', { ...nothingSaid, rating: 'positive' }, director)).toBeUndefined();
});

test('what was declined is given back', () => {
  expect(wordOf('return', { status: 'TASK_STATUS_DECLINED' })).toBe('give_back');
  expect(wordOf('return', { status: 'TASK_STATUS_COMPLETED' })).toBe('return');
});
