import type { Task } from '../../../../api/types';
import { formatDuration } from '../../../../kit/time/duration';
import type { Place } from '../../../../kit/time/format';
import { clockTime } from '../../../../kit/time/zone';
import { type PriorityName, priorityOf, type Status, statusOf } from '../../data/task-words';
import { isTime, type PlanColumn } from './columns';
import type { PlanRow } from './outline';

/** What texts of cells are made with. */
export type CellWords = Place & {
  readonly personName: (id: string) => string;
  readonly priorityName: (priority: PriorityName) => string;
  readonly statusName: (status: Status) => string;
};

/** What a cell says as text, for editing and for other programs. What is written is read again as the same. */
export function cellText({ task, number }: Pick<PlanRow, 'task' | 'number'>, column: PlanColumn, words: CellWords): string {
  if (isTime(column)) return timeText(task[column], words);
  switch (column) {
    case 'number':
      return number;
    case 'title':
      return task.title;
    case 'assignee':
      return words.personName(task.assignee);
    case 'estimateSeconds':
      return durationText(task.estimateSeconds, words);
    case 'priority':
      return words.priorityName(priorityOf(task));
    case 'tags':
      return task.tags.join(', ');
    case 'status':
      return words.statusName(statusOf(task));
    case 'progress':
      return task.rollup ? `${task.rollup.progressPercent} %` : '';
    case 'rolledEstimate':
      return durationText(task.rollup?.estimateSeconds ?? '0', words);
  }
}

/** With the year, and as every spreadsheet of the language reads it. */
function timeText(at: Task['deadline'], { language, zone }: Place): string {
  if (at === undefined) return '';
  const clock = clockTime(at, zone).slice(0, 16);
  const [year, month, day] = clock.slice(0, 10).split('-');
  return language === 'ru' ? `${day}.${month}.${year} ${clock.slice(11)}` : clock;
}

const durationText = (seconds: string, { language }: Place) => (seconds === '0' ? '' : formatDuration(Number(seconds), language));
