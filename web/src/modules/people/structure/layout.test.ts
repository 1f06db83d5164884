import { expect, test } from 'vitest';
import type { Branch } from '../../../kit/people/department-tree';
import { cardHeight, cardWidth, layout, type Place } from './layout';

const branch = (id: string, ...children: Branch[]): Branch => ({
  department: {
    id,
    version: '1',
    name: id,
    parent: '0',
    head: '',
    deputies: [],
    position: 0,
    employeeCount: 0,
    allowedActions: [],
  },
  depth: 0,
  children,
});

const idOf = ({ branch: { department } }: Place) => department.id;
const overlap = (a: Place, b: Place) => Math.abs(a.x - b.x) < cardWidth && Math.abs(a.y - b.y) < cardHeight;
const find = (places: readonly Place[], id: string) => {
  const found = places.find((place) => idOf(place) === id);
  if (!found) throw new Error(`${id} has no place`);
  return found;
};

const company = branch(
  'company',
  branch('sales', branch('korea'), branch('russia'), branch('europe'), branch('web')),
  branch('engineering', branch('client', branch('mobile')), branch('server')),
  branch('office'),
);

test('no two cards overlap, and each stands once', () => {
  const places = layout([company, branch('partners')], new Set());
  expect(places.map(idOf).sort()).toEqual(
    [
      'client',
      'company',
      'engineering',
      'europe',
      'korea',
      'mobile',
      'office',
      'partners',
      'russia',
      'sales',
      'server',
      'web',
    ].sort(),
  );
  for (const [index, place] of places.entries()) {
    expect(
      places
        .slice(index + 1)
        .filter((other) => overlap(place, other))
        .map(idOf),
    ).toEqual([]);
  }
});

test('a department stands over the middle of those below it', () => {
  const places = layout([company], new Set());
  expect(find(places, 'engineering').x).toBe((find(places, 'client').x + find(places, 'server').x) / 2);
  expect(find(places, 'client').y).toBe(find(places, 'server').y);
});

test('a group of leaves stands in a stack, one alone beside its neighbours', () => {
  const places = layout([company], new Set());
  const stack = ['korea', 'russia', 'europe', 'web'].map((id) => find(places, id));
  expect(new Set(stack.map(({ x, link }) => `${x} ${link}`)).size).toBe(1);
  expect(stack.map(({ y }) => y)).toEqual(stack.map(({ y }) => y).sort((a, b) => a - b));
  expect(find(places, 'server').link).toBe('top');
});

test('what is collapsed hides those below it', () => {
  const places = layout([company], new Set(['sales', 'engineering']));
  expect(places.map(idOf)).toEqual(['company', 'sales', 'engineering', 'office']);
  expect(places.filter(({ isCollapsed }) => isCollapsed).map(idOf)).toEqual(['sales', 'engineering']);
  expect(find(places, 'sales').link).toBe('stack');
});

test('leaves beside larger departments stand in columns, as many as are needed', () => {
  const leaves = Array.from({ length: 8 }, (_, index) => branch(`leaf ${index}`));
  const places = layout([branch('top', branch('large', branch('below')), ...leaves)], new Set());
  const columns = new Map<number, number>();
  for (const { x, link } of places) if (link === 'side') columns.set(x, (columns.get(x) ?? 0) + 1);
  expect([...columns.values()]).toEqual([6, 2]);
  expect(find(places, 'large').link).toBe('top');
});
