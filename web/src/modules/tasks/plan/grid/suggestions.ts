import { useTranslation } from 'react-i18next';
import { idOf } from '../../../../kit/people/people';
import { useSuggestions } from '../../../../kit/people/suggestions';
import type { TaskChange } from '../../data/changes';
import { priorities, toWirePriority } from '../../data/task-words';
import type { PlanColumn } from '../rules/columns';
import type { PlanRow } from '../rules/outline';
import { tagsOf } from '../rules/read-cell';
import type { Editing } from './use-grid';

/** Something that the cell could hold: chosen, it is written as it is. */
export type Suggestion = { readonly id: string; readonly label: string; readonly note?: string; readonly change: TaskChange };

const mostTags = 8;

/** What fits what is typed into a cell. */
export function useCellSuggestions(column: PlanColumn, editing: Editing | undefined, rows: readonly PlanRow[]) {
  const { t } = useTranslation('tasks');
  const isPerson = editing !== undefined && column === 'assignee';
  // With what the cell holds already, everything can still be chosen.
  const typed = editing === undefined || editing.text === editing.before ? '' : editing.text;
  const people = useSuggestions(typed, { departments: false, enabled: isPerson });
  if (editing === undefined) return { suggestions: [], isLoading: false };

  if (isPerson) {
    const suggestions = people.suggestions.flatMap((one): Suggestion[] =>
      'person' in one ? [{ id: one.ref, label: one.name, note: one.person.title, change: { assignee: idOf(one.ref) } }] : [],
    );
    return { suggestions, isLoading: people.isLoading };
  }
  if (column === 'priority') {
    const wanted = typed.trim().toLowerCase();
    const suggestions = priorities
      .map(
        (priority): Suggestion => ({
          id: priority,
          label: t(`priority.${priority}`),
          change: { priority: toWirePriority(priority) },
        }),
      )
      .filter(({ label }) => label.toLowerCase().startsWith(wanted));
    return { suggestions, isLoading: false };
  }
  return { suggestions: column === 'tags' ? tagSuggestions(editing.text, rows) : [], isLoading: false };
}

/** Tags of the other tasks that begin as the last one that is being written. */
function tagSuggestions(text: string, rows: readonly PlanRow[]): Suggestion[] {
  const written = text.split(',');
  const last = (written.pop() ?? '').trim().toLowerCase();
  const before = tagsOf(written.join(','));
  const known = new Set(rows.flatMap(({ task }) => task.tags));
  return [...known]
    .filter((tag) => tag.toLowerCase().startsWith(last) && tag.toLowerCase() !== last && !before.includes(tag))
    .sort()
    .slice(0, mostTags)
    .map((tag) => ({ id: tag, label: tag, change: { tags: [...before, tag] } }));
}
