import { expect, test } from 'vitest';
import { levelsOf, placeTowards } from './checklist-moves';

/** 1, below it 2 and 3, below 3 4; then 5. */
const items = [
  { id: 1, parent: 0 },
  { id: 2, parent: 1 },
  { id: 3, parent: 1 },
  { id: 4, parent: 3 },
  { id: 5, parent: 0 },
];

test('items stand as far in as there are others above them', () => {
  expect([...levelsOf(items).values()]).toEqual([0, 1, 1, 2, 0]);
});

test('an item moves past its neighbours, below the one before it, and out behind the one it is below', () => {
  expect(placeTowards(items, 3, 'up')).toEqual({ parent: 1, before: 2 });
  expect(placeTowards(items, 2, 'down')).toEqual({ parent: 1, before: 0 });
  expect(placeTowards(items, 5, 'in')).toEqual({ parent: 1, before: 0 });
  expect(placeTowards(items, 2, 'out')).toEqual({ parent: 0, before: 5 });
  expect(placeTowards(items, 4, 'out')).toEqual({ parent: 1, before: 0 });
});

test('where there is no place, there is no way', () => {
  expect(placeTowards(items, 1, 'up')).toBeUndefined();
  expect(placeTowards(items, 5, 'down')).toBeUndefined();
  expect(placeTowards(items, 1, 'in')).toBeUndefined();
  expect(placeTowards(items, 5, 'out')).toBeUndefined();
  expect(placeTowards(items, 9, 'up')).toBeUndefined();
});
