import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Task } from '../../../../api/types';
import { type Language, languages } from '../../../../language/languages';
import { cellText, type CellWords } from './cell-text';
import { withChange } from '../../data/changes';
import { differing, fieldsOf, holds, shifted } from './changed';
import { writtenColumns } from './columns';
import { noHistory, redo, remember, undo } from './history';
import { cleared, readCell, type Reading } from './read-cell';

const names = { high: 'Срочный', medium: 'Обычный', low: 'Неспешный' };

const wordsIn = (language: Language): CellWords => ({
  language,
  zone: 'Asia/Seoul',
  personName: (id) => id,
  priorityName: (priority) => names[priority],
  statusName: (status) => status,
});

const reading: Reading = {
  today: '2026-11-27',
  clock: '10:30',
  monthFirst: false,
  zone: 'Asia/Seoul',
  dayStart: '09:00',
  dayEnd: '18:00',
  priorities: { срочный: 'high', обычный: 'medium', неспешный: 'low' },
};

const minutes = fc
  .integer({ min: 0, max: 2_000_000 })
  .map((count) => new Date(Date.UTC(2025, 0, 1) + count * 60_000).toISOString());
const moment = fc.option(minutes, { nil: undefined });
const tasks = fc.record({
  title: fc.string({ minLength: 1, maxLength: 20 }).map((text) => `T ${text}`.replaceAll(/\s+/gu, ' ').trim()),
  assignee: fc.constant('anna'),
  deadline: moment,
  plannedStart: moment,
  plannedEnd: moment,
  estimateSeconds: fc.nat(5000).map((count) => String(count * 60)),
  priority: fc.constantFrom('PRIORITY_LOW', 'PRIORITY_MEDIUM', 'PRIORITY_HIGH'),
  tags: fc.uniqueArray(
    fc.constantFrom('a', 'two words', 'ж', '#', '한국어').filter((tag) => tag !== '#'),
    { maxLength: 3 },
  ),
});

const asTask = (fields: object): Task => {
  const task: Partial<Task> = fields;
  // The rules look at no other fields.
  // eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion
  return task as Task;
};

test.each(languages)('what a cell says in %s is read as what it holds', (language) => {
  fc.assert(
    fc.property(tasks, fc.constantFrom(...writtenColumns), (fields, column) => {
      const task = asTask(fields);
      const read = readCell(column, cellText({ task, number: '1' }, column, wordsIn(language)), reading);
      if ('change' in read) expect(holds(task, read.change)).toBe(true);
      else expect(read).toEqual({ who: 'anna' });
    }),
  );
});

test('a day without a time is that of the work: a plan begins in the morning', () => {
  expect(readCell('deadline', '28.11', reading)).toEqual({ change: { deadline: '2026-11-28T09:00:00.000Z' } });
  expect(readCell('plannedStart', '28.11', reading)).toEqual({ change: { plannedStart: '2026-11-28T00:00:00.000Z' } });
});

test('what cannot be read says why', () => {
  expect(readCell('title', ' ', reading)).toEqual({ problem: 'title' });
  expect(readCell('deadline', 'soon', reading)).toEqual({ problem: 'moment' });
  expect(readCell('estimateSeconds', 'much', reading)).toEqual({ problem: 'effort' });
  expect(readCell('priority', 'purple', reading)).toEqual({ problem: 'priority' });
  expect(readCell('priority', 'Высокий', reading)).toEqual({ change: { priority: 'PRIORITY_HIGH' } });
  expect(readCell('tags', ' a, b;a, #c', reading)).toEqual({ change: { tags: ['a', 'b', 'c'] } });
});

test('a task cannot be without a title and an assignee', () => {
  expect(writtenColumns.filter((column) => cleared(column) === undefined)).toEqual(['title', 'assignee']);
});

test('what was there before is put back', () => {
  fc.assert(
    fc.property(tasks, tasks, (before, after) => {
      const task = asTask(before);
      const change = fieldsOf(asTask(after), writtenColumns);
      const written = withChange(task, change);
      expect(holds(written, change)).toBe(true);
      expect(holds(withChange(written, fieldsOf(task, writtenColumns)), fieldsOf(task, writtenColumns))).toBe(true);
      expect(differing(written, change)).toEqual({});
    }),
  );
});

test('dates move by days of the calendar, the time of the day stays', () => {
  const task = asTask({ deadline: '2026-03-07T17:00:00.000Z', plannedStart: undefined, plannedEnd: '2026-03-01T14:00:00.000Z' });
  expect(shifted(task, 1, 'America/New_York')).toEqual({
    deadline: '2026-03-08T16:00:00.000Z',
    plannedEnd: '2026-03-02T14:00:00.000Z',
  });
});

test('what was done at once is undone at once and done again', () => {
  const there = { id: '2', parent: '1', before: '0' };
  const here = { id: '2', parent: '1', before: '3' };
  const deeds = [
    { kind: 'edit', id: '2', before: { title: 'A' }, after: { title: 'B' } },
    { kind: 'move', from: here, to: there },
    { kind: 'exist', ids: ['5'], exist: true },
  ] as const;
  const done = remember(noHistory, deeds);
  const undone = undo(done);
  expect(undone?.deeds).toEqual([
    { kind: 'exist', ids: ['5'], exist: false },
    { kind: 'move', from: there, to: here },
    { kind: 'edit', id: '2', before: { title: 'B' }, after: { title: 'A' } },
  ]);
  expect(undo(undone?.history ?? noHistory)).toBeUndefined();
  expect(redo(undone?.history ?? noHistory)).toEqual({ deeds, history: done });
  expect(redo(remember(undone?.history ?? noHistory, deeds))).toBeUndefined();
});
