import { Status } from 'nice-grpc-common';
import { expect, test } from 'vitest';
import { Refusal, unavailable } from '../../kit/errors.js';
import { repetition } from './repetition.js';

const overloaded = { error: unavailable('OVERLOADED', 'Too much.'), attempt: 1, isRead: false };

test('what does not answer is asked twice more, each time a little later', () => {
  const { waitAfter } = repetition();
  const away = (attempt: number) => waitAfter({ error: unavailable('SERVICE_AWAY', 'Away.'), attempt, isRead: false });
  expect(away(1)).toBeGreaterThanOrEqual(50);
  expect(away(2)).toBeGreaterThanOrEqual(250);
  expect(away(3)).toBeUndefined();
});

test('what has answered is not asked again, except for what the database could not be asked', () => {
  const { waitAfter } = repetition();
  const error = new Refusal(Status.ABORTED, 'STALE', 'Another was first.');
  expect(waitAfter({ error, attempt: 1, isRead: true })).toBeUndefined();
  expect(waitAfter({ error: new Error('Broken'), attempt: 1, isRead: true })).toBeUndefined();
  const storage = unavailable('STORAGE_AWAY', 'Away.');
  expect(waitAfter({ error: storage, attempt: 1, isRead: true })).toBeGreaterThanOrEqual(50);
  expect(waitAfter({ error: storage, attempt: 2, isRead: true })).toBeUndefined();
  expect(waitAfter({ error: storage, attempt: 1, isRead: false })).toBeUndefined();
});

test('one that has too much to do is passed over once where another has answered of late', () => {
  let now = 0;
  const { answered, waitAfter } = repetition(() => now);
  answered('10.0.0.1:9090');
  expect(waitAfter(overloaded)).toBeUndefined();
  answered('10.0.0.2:9090');
  expect(waitAfter(overloaded)).toBe(0);
  expect(waitAfter({ ...overloaded, attempt: 2 })).toBeUndefined();
  now = 10_001;
  answered('10.0.0.1:9090');
  expect(waitAfter(overloaded)).toBeUndefined();
});

test('where all have too much to do, few are asked again', () => {
  const { answered, waitAfter } = repetition();
  for (const replica of ['a', 'b']) answered(replica);
  const repeated = Array.from({ length: 100 }, () => waitAfter(overloaded)).filter((wait) => wait !== undefined);
  expect(repeated).toHaveLength(20);
  for (let count = 0; count < 50; count++) answered('a');
  expect(
    Array.from({ length: 100 }, () => waitAfter(overloaded)).filter((wait) => wait !== undefined).length,
  ).toBeLessThanOrEqual(5);
});
