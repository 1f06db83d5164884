import { expect, test } from 'vitest';
import type { Department } from '../../api/types';
import { findBranch, headcount, idsOf, pathTo, treeOf, walk } from './department-tree';

const department = (id: string, parent: string, fields: Partial<Department> = {}): Department => ({
  id,
  parent,
  version: '1',
  name: `Department ${id}`,
  head: '',
  deputies: [],
  position: 0,
  employeeCount: 1,
  allowedActions: [],
  ...fields,
});

const company = [
  department('3', '1', { name: 'Engineering', position: 2 }),
  department('2', '1', { name: 'Sales', position: 1, employeeCount: 4 }),
  department('5', '2', { name: 'Seoul' }),
  department('4', '2', { name: 'Moscow' }),
  department('1', '0', { name: 'Company' }),
];

test('siblings stand by position, then by name, each before those below it', () => {
  expect(walk(treeOf(company)).map(({ department: { name }, depth }) => `${depth} ${name}`)).toEqual([
    '0 Company',
    '1 Sales',
    '2 Moscow',
    '2 Seoul',
    '1 Engineering',
  ]);
});

test('a department whose parent is not visible stands at the top', () => {
  expect(treeOf([department('7', '6')]).map(({ department: { id } }) => id)).toEqual(['7']);
});

test('a branch knows its departments and its people', () => {
  const sales = findBranch(treeOf(company), '2');
  expect(sales && [...idsOf(sales)].sort()).toEqual(['2', '4', '5']);
  expect(sales && headcount(sales)).toBe(6);
});

test('the path leads from the top down, and ends even in a circle', () => {
  expect(pathTo(company, '5').map(({ name }) => name)).toEqual(['Company', 'Sales', 'Seoul']);
  expect(pathTo([department('1', '2'), department('2', '1')], '1')).toHaveLength(2);
  expect(pathTo(company, '9')).toEqual([]);
});
