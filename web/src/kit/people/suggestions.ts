import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { list } from '../../api/keys';
import type { Department, Employee } from '../../api/types';
import { useSession } from '../../session/session';
import { departmentRef, type Ref, searchPeople, useDepartments, userRef } from './people';

export type Suggestion =
  | { readonly ref: Ref; readonly name: string; readonly person: Employee }
  | { readonly ref: Ref; readonly name: string; readonly department: Department };

const mostDepartments = 4;

/** People, and where asked for departments, that match what was typed; with nothing typed, oneself first. */
export function useSuggestions(text: string, options: { departments: boolean; enabled: boolean }) {
  const { me } = useSession();
  const [typed] = useDebouncedValue(text.trim(), 120);
  const departments = useDepartments();
  const people = useQuery({
    queryKey: list('employee', 'suggestions', typed),
    queryFn: ({ signal }) => searchPeople(typed, signal),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    enabled: options.enabled,
  });

  const found = people.data ?? [];
  const ordered = typed === '' ? [me, ...found.filter(({ id }) => id !== me.id)] : found;
  const suggestions: Suggestion[] = ordered.map((person) => ({ ref: userRef(person.id), name: person.name, person }));
  if (options.departments) suggestions.push(...matching(departments ?? [], typed));
  return { suggestions, isLoading: people.isFetching || typed !== text.trim() };
}

function matching(departments: readonly Department[], typed: string): Suggestion[] {
  const wanted = typed.toLocaleLowerCase();
  return departments
    .filter(({ name }) => name.toLocaleLowerCase().includes(wanted))
    .slice(0, mostDepartments)
    .map((department) => ({ ref: departmentRef(department.id), name: department.name, department }));
}
