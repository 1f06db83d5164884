import { useDebouncedValue } from '@mantine/hooks';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { list } from '../../../api/keys';
import type { Employee } from '../../../api/types';
import { searchPeople } from '../../../kit/people/people';
import { useMinute } from '../../../kit/time/time';
import { useDayEnd } from '../../../kit/time/use-day-end';
import { clockTime, instantOf } from '../../../kit/time/zone';
import { useZone } from '../../../session/session';
import { type QuickEntry, readEntry } from './quick-entry/quick-entry';

/** Who is meant by a name, or a part of one; null where nobody is. */
const whoQuery = (name: string) =>
  queryOptions({
    queryKey: list('employee', 'named', name),
    queryFn: async ({ signal }): Promise<Employee | null> => (await searchPeople(name, signal, 1))[0] ?? null,
    staleTime: 30_000,
  });

export type Understood = Omit<QuickEntry, 'deadline' | 'who'> & {
  /** An instant; absent where no deadline is said. */
  readonly deadline?: string;
  /** Who is meant, as far as it is known yet. */
  readonly person?: Employee | null;
  readonly who?: string;
};

/** What a line says of a task, on the clocks of the person and among the people they see. */
export function useQuickEntry(text: string): { understood: Understood; findPerson: () => Promise<Employee | null | undefined> } {
  const { i18n } = useTranslation();
  const zone = useZone();
  const minute = useMinute();
  const { end } = useDayEnd();
  const queries = useQueryClient();
  const entry = useMemo(() => {
    const clock = clockTime(minute, zone);
    const now = { today: clock.slice(0, 10), clock: clock.slice(11, 16), dayEnd: end, monthFirst: isMonthFirst(i18n.language) };
    return readEntry(text, now);
  }, [text, minute, zone, end, i18n.language]);
  const [typed] = useDebouncedValue(entry.who ?? '', 150);
  const { data: person } = useQuery({ ...whoQuery(typed), enabled: typed !== '' });
  return {
    understood: {
      ...entry,
      deadline: entry.deadline && instantOf(entry.deadline, zone).toISOString(),
      person: entry.who !== undefined && entry.who === typed ? person : undefined,
    },
    findPerson: async () => (entry.who === undefined ? undefined : queries.query(whoQuery(entry.who))),
  };
}

/** Whether "11/7" is in November. */
export const isMonthFirst = (language: string): boolean =>
  new Intl.DateTimeFormat(language).formatToParts(0).find(({ type }) => type === 'month' || type === 'day')?.type === 'month';
