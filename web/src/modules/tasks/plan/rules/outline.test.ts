import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Direction, dropOn, isMove, type Move, moved, placeOf, step, steps } from './moves';
import { outlineOf, topmost } from './outline';

type Place = { id: string; parent: string; ancestors: string[]; position: string };

const task = (id: string, position: number, ...ancestors: string[]): Place => ({
  id,
  parent: ancestors.at(-1) ?? '',
  ancestors,
  position: String(position),
});

/** 1 is planned, and is itself a part of 9. */
const tasks = [
  task('5', 0, '9', '1', '4'),
  task('4', 20, '9', '1'),
  task('3', 0, '9', '1', '2'),
  task('2', 10, '9', '1'),
  task('6', 0, '9', '1', '4'),
  task('7', 0, '9', '1', '4', '6'),
];
const all = outlineOf('1', tasks);
const shape = (places: readonly Place[]) => outlineOf('1', places).map(({ task: { id }, number }) => `${number} ${id}`);
const after = (move: Move | undefined) => (move === undefined ? undefined : shape(moved(tasks, move)));

test('rows stand in outline order, siblings by position and then by age', () => {
  expect(shape(tasks)).toEqual(['1 2', '1.1 3', '2 4', '2.1 5', '2.2 6', '2.2.1 7']);
});

test('what is folded keeps the numbers of the others', () => {
  expect(outlineOf('1', tasks, new Set(['2', '6'])).map(({ number }) => number)).toEqual(['1', '2', '2.1', '2.2']);
});

test('the topmost of some rows take the others along', () => {
  expect(topmost(all, new Set(['4', '7', '3'])).map(({ task: { id } }) => id)).toEqual(['3', '4']);
});

test('a step in makes the task the last part of the one before', () => {
  expect(after(step(all, '4', 'in'))).toEqual(['1 2', '1.1 3', '1.2 4', '1.2.1 5', '1.2.2 6', '1.2.2.1 7']);
  expect(step(all, '2', 'in')).toBeUndefined();
  expect(step(all, '5', 'in')).toBeUndefined();
});

test('a step out puts it right behind what it was a part of', () => {
  expect(after(step(all, '5', 'out'))).toEqual(['1 2', '1.1 3', '2 4', '2.1 6', '2.1.1 7', '3 5']);
  expect(after(step(all, '3', 'out'))).toEqual(['1 2', '2 3', '3 4', '3.1 5', '3.2 6', '3.2.1 7']);
  expect(step(all, '4', 'out')).toBeUndefined();
});

test('up and down stay among siblings', () => {
  expect(step(all, '6', 'up')).toEqual({ id: '6', parent: '4', before: '5' });
  expect(step(all, '2', 'down')).toEqual({ id: '2', parent: '1', before: '0' });
  expect(step(all, '4', 'down')).toBeUndefined();
});

test('several move as one', () => {
  const flat = ['11', '12', '13', '14'].map((id, index) => task(id, index, '1'));
  const done = (ids: string[], direction: Direction) => shape(steps('1', flat, new Set(ids), direction).reduce(moved, flat));
  expect(done(['12', '13'], 'in')).toEqual(['1 11', '1.1 12', '1.2 13', '2 14']);
  expect(done(['12', '13'], 'down')).toEqual(['1 11', '2 14', '3 12', '4 13']);
  expect(done(['12', '13'], 'up')).toEqual(['1 12', '2 13', '3 11', '4 14']);
  expect(steps('1', flat, new Set(['11', '13']), 'up')).toEqual([]);
  const below = [task('11', 0, '1'), task('12', 1, '1', '11'), task('13', 2, '1', '11')];
  expect(shape(steps('1', below, new Set(['12', '13']), 'out').reduce(moved, below))).toEqual(['1 11', '2 12', '3 13']);
});

test('what is dropped on a row comes before or behind it, behind an open one among its parts', () => {
  const drop = (target: number, half: 'upper' | 'lower') => dropOn(all, all, '3', target, half);
  expect(drop(2, 'upper')).toEqual({ id: '3', parent: '1', before: '4' });
  expect(drop(2, 'lower')).toEqual({ id: '3', parent: '4', before: '5' });
  expect(drop(3, 'lower')).toEqual({ id: '3', parent: '4', before: '6' });
  expect(drop(5, 'lower')).toEqual({ id: '3', parent: '6', before: '0' });
  expect(isMove(all, { id: '4', parent: '6', before: '0' })).toBe(false);
  expect(isMove(all, { id: '2', parent: '1', before: '4' })).toBe(false);
  expect(isMove(all, { id: '3', parent: '1', before: '4' })).toBe(true);
});

test('whatever is moved, nothing is lost, and going back leads back', () => {
  const directions = fc.constantFrom<Direction>('in', 'out', 'up', 'down');
  const moves = fc.array(fc.tuple(fc.constantFrom('2', '3', '4', '5', '6', '7'), directions), { maxLength: 20 });
  fc.assert(
    fc.property(moves, (wanted) => {
      let current: readonly Place[] = tasks;
      for (const [id, direction] of wanted) {
        const rows = outlineOf('1', current);
        const move = step(rows, id, direction);
        const back = placeOf(rows, id);
        if (move === undefined || back === undefined) continue;
        const next = moved(current, move);
        expect(shape(moved(next, back))).toEqual(shape(current));
        current = next;
      }
      expect(outlineOf('1', current)).toHaveLength(tasks.length);
      for (const { task: place, parent } of outlineOf('1', current)) expect(place.ancestors.at(-1)).toBe(parent);
    }),
  );
});
