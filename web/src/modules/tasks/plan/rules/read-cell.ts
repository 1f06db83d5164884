import { instantOf } from '../../../../kit/time/zone';
import { type PriorityName, toWirePriority } from '../../data/task-words';
import { priorityNamed } from '../../create/quick-entry/quick-entry';
import type { TaskChange } from '../../data/changes';
import { isTime, type WrittenColumn } from './columns';
import { readEffort } from './effort';
import { type MomentNow, readMoment } from './moment';

/** What texts are read with: the clocks of the person, and when days of work begin and end, "HH:mm". */
export type Reading = Omit<MomentNow, 'usual'> & {
  readonly zone: string;
  readonly dayStart: string;
  readonly dayEnd: string;
  /** By what the screen calls them. */
  readonly priorities: Readonly<Record<string, PriorityName>>;
};

/** Why a text says nothing that the column could hold. */
export type Unreadable = 'title' | 'person' | 'moment' | 'effort' | 'priority';

/** What a text means in a column: a change, somebody who is to be found by name, or nothing that could be read. */
export type Read = { readonly change: TaskChange } | { readonly who: string } | { readonly problem: Unreadable };

const longestTitle = 255;
const longestTag = 60;
const mostTags = 50;

export function readCell(column: WrittenColumn, text: string, reading: Reading): Read {
  const written = text.trim();
  if (isTime(column)) return readTime(column, written, reading);
  switch (column) {
    case 'title': {
      const title = written.replaceAll(/\s+/gu, ' ').slice(0, longestTitle);
      return title === '' ? { problem: 'title' } : { change: { title } };
    }
    case 'assignee':
      return written === '' ? { problem: 'person' } : { who: written };
    case 'estimateSeconds': {
      const seconds = written === '' ? 0 : readEffort(written);
      return seconds === undefined ? { problem: 'effort' } : { change: { estimateSeconds: String(seconds) } };
    }
    case 'priority': {
      const priority = written === '' ? 'medium' : (reading.priorities[written.toLowerCase()] ?? priorityNamed(written));
      return priority === undefined ? { problem: 'priority' } : { change: { priority: toWirePriority(priority) } };
    }
    case 'tags':
      return { change: { tags: tagsOf(written) } };
  }
}

function readTime(column: 'deadline' | 'plannedStart' | 'plannedEnd', text: string, reading: Reading): Read {
  if (text === '') return { change: { [column]: null } };
  const usual = column === 'plannedStart' ? reading.dayStart : reading.dayEnd;
  const clock = readMoment(text, { ...reading, usual });
  if (clock === undefined) return { problem: 'moment' };
  return { change: { [column]: instantOf(clock, reading.zone).toISOString() } };
}

export function tagsOf(text: string): string[] {
  const tags = text.split(/[,;]/u).map((tag) => tag.trim().replace(/^#/u, '').slice(0, longestTag));
  return [...new Set(tags.filter(Boolean))].slice(0, mostTags);
}

/** The change that empties a cell; nothing for what a task cannot be without. */
export function cleared(column: WrittenColumn): TaskChange | undefined {
  if (isTime(column)) return { [column]: null };
  switch (column) {
    case 'title':
    case 'assignee':
      return undefined;
    case 'estimateSeconds':
      return { estimateSeconds: '0' };
    case 'priority':
      return { priority: toWirePriority('medium') };
    case 'tags':
      return { tags: [] };
  }
}
