import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { personQuery } from '../../../../kit/people/people';
import { useMinute } from '../../../../kit/time/time';
import { clockTime } from '../../../../kit/time/zone';
import { useSession, useZone } from '../../../../session/session';
import { isMonthFirst } from '../../create/use-quick-entry';
import { priorities } from '../../data/task-words';
import type { CellWords } from '../rules/cell-text';
import type { PlanRow } from '../rules/outline';
import type { Reading } from '../rules/read-cell';

/** What the cells of these rows are put into words with. */
export function useCellWords(rows: readonly PlanRow[]): CellWords {
  const { t, i18n } = useTranslation('tasks');
  const zone = useZone();
  const ids = useMemo(() => [...new Set(rows.map(({ task }) => task.assignee))].filter(Boolean), [rows]);
  const names = useQueries({
    queries: ids.map(personQuery),
    combine: (people) => new Map(people.flatMap(({ data }): [string, string][] => (data ? [[data.id, data.name]] : []))),
  });
  return useMemo(
    () => ({
      language: i18n.language,
      zone,
      personName: (id) => names.get(id) ?? id,
      priorityName: (priority) => t(`priority.${priority}`),
      statusName: (status) => t(`status.${status}`),
    }),
    [t, i18n.language, zone, names],
  );
}

/** The usual hours, where the company has not said its own. */
const usual = { dayStart: '09:00', dayEnd: '18:00' };

/** What texts of cells are read with: the person's clocks, the company's hours. */
export function useReading(): Reading {
  const { t, i18n } = useTranslation('tasks');
  const { company } = useSession();
  const zone = useZone();
  const minute = useMinute();
  const { calendar } = company;
  return useMemo(() => {
    const clock = clockTime(minute, zone);
    return {
      today: clock.slice(0, 10),
      clock: clock.slice(11, 16),
      monthFirst: isMonthFirst(i18n.language),
      zone,
      dayStart: calendar?.dayStart || usual.dayStart,
      dayEnd: calendar?.dayEnd || usual.dayEnd,
      priorities: Object.fromEntries(priorities.map((priority) => [t(`priority.${priority}`).toLowerCase(), priority])),
    };
  }, [t, i18n.language, minute, zone, calendar]);
}
