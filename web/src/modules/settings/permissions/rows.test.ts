import { expect, test } from 'vitest';
import type { Role } from '../../../api/types';
import { type Changes, changedPermissions, countChanges, rows, shownScope, withCell } from './rows';

const employee: Role = {
  id: 'employee',
  version: '1',
  permissions: [
    { module: 'MODULE_TASKS', operation: 'OPERATION_READ', scope: 'SCOPE_OWN' },
    { module: 'MODULE_TASKS', operation: 'OPERATION_EXPORT', scope: 'SCOPE_OWN' },
  ],
  allowedActions: ['update'],
};

const read = rows.find(({ id }) => id === 'tasks.read');
const change = rows.find(({ id }) => id === 'tasks.change');
if (!read || !change) throw new Error('The matrix has lost its tasks.');

test('a cell shows its change, and one that is set back is no change', () => {
  const changes = withCell(withCell({}, employee, read, 'SCOPE_ALL'), employee, change, 'SCOPE_OWN');
  expect(shownScope(employee, read, changes)).toBe('SCOPE_ALL');
  expect(countChanges(changes)).toBe(2);
  const back = withCell(withCell(changes, employee, read, 'SCOPE_OWN'), employee, change, 'SCOPE_NONE');
  expect(back).toEqual({});
});

test('what the matrix does not show is kept', () => {
  const changes: Changes = { employee: { 'tasks.read': 'SCOPE_DEPARTMENT' } };
  expect(changedPermissions(employee, changes)).toEqual([
    { module: 'MODULE_TASKS', operation: 'OPERATION_EXPORT', scope: 'SCOPE_OWN' },
    { module: 'MODULE_TASKS', operation: 'OPERATION_READ', scope: 'SCOPE_DEPARTMENT' },
  ]);
});
