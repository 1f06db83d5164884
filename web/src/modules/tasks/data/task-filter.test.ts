import { expect, test } from 'vitest';
import { fromViewFilter, type TaskFilter, toCel, toViewFilter } from './task-filter';

const at = { refs: ['u:anna', 'd:3'], today: '2026-11-23', zone: 'Asia/Seoul' };
const none: TaskFilter = { status: [] };

test('an empty filter asks for everything', () => {
  expect(toCel(none, at)).toBe('');
  expect(fromViewFilter('')).toEqual(none);
});

test('"me" is the person, and where people watch, their departments too', () => {
  expect(toCel({ ...none, role: 'assignee' }, at)).toBe('assignee == "anna"');
  expect(toCel({ ...none, role: 'observer' }, at)).toBe('("u:anna" in observers || "d:3" in observers)');
  expect(toCel({ ...none, role: 'assisting' }, { ...at, refs: ['u:anna'] })).toBe('"u:anna" in co_executors');
});

test('"today" is the day of the person\'s zone', () => {
  expect(toCel({ ...none, due: 'today' }, at)).toBe(
    'deadline >= timestamp("2026-11-22T15:00:00.000Z") && deadline < timestamp("2026-11-23T15:00:00.000Z")',
  );
  expect(toCel({ ...none, due: 'overdue' }, at)).toBe('deadline < now');
});

test('words are quoted, whatever stands in them', () => {
  expect(toCel({ ...none, tag: 'a "b" && \\' }, at)).toBe('"a \\"b\\" && \\\\" in tags');
});

test('a saved view reads back as it was saved', () => {
  const filters: TaskFilter[] = [
    { role: 'creator', status: ['new', 'in_progress'], due: 'week', priority: 'high' },
    { role: 'observer', status: ['completed'], tag: '급함' },
    { status: [], assignee: 'boris', due: 'never' },
    { status: [], due: 'today' },
    { role: 'assignee', status: [], custom: 'parent == 5 && !("x" in tags)' },
    { status: [], tag: 'R&&D "now"' },
    { role: 'creator', status: [], awaited: 'any' },
    { role: 'assignee', status: [], someday: true },
    { status: ['new'], someday: false },
    { status: ['in_progress'], awaited: 'deadline' },
  ];
  for (const filter of filters) expect(fromViewFilter(toViewFilter(filter))).toEqual(filter);
});

test('what these words cannot say is kept', () => {
  const written = 'changed_at > now - duration("24h") && !("x" in tags)';
  expect(fromViewFilter(written)).toEqual({ status: [], custom: written });
  expect(toCel(fromViewFilter(written), at)).toBe(`(${written})`);
});
