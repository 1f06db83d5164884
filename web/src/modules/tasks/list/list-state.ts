import type { View } from '../../../api/types';
import { orderBy, type Sort, sortOf } from '../../../kit/table/column';
import { isAwaiting } from '../data/awaited';
import { dues, fromViewFilter, roles, type TaskFilter, toViewFilter } from '../data/task-filter';
import { isPriority, isStatus, openStatuses } from '../data/task-words';

export type Layout = 'table' | 'board';

/** What the list shows and how. */
export type ListState = {
  readonly filter: TaskFilter;
  readonly q: string;
  readonly sort?: Sort;
  readonly layout: Layout;
  readonly columns: readonly string[];
};

/** The same in the address, so that it can be sent to somebody and comes back with "back". */
export type ListSearch = {
  /** The view it started from: a saved one's id, or the name of one that everybody has. */
  view?: string;
  role?: string;
  assignee?: string;
  status?: string;
  priority?: string;
  due?: string;
  tag?: string;
  awaited?: string;
  someday?: string;
  filter?: string;
  q?: string;
  sort?: string;
  layout?: string;
  columns?: string;
};

const names = [
  'view',
  'role',
  'assignee',
  'status',
  'priority',
  'due',
  'tag',
  'awaited',
  'someday',
  'filter',
  'q',
  'sort',
  'layout',
  'columns',
] as const;

/** Reads the address; what isn't known is left out. The router gives numbers for digits, as of a view's id. */
export function readSearch(search: Record<string, unknown>): ListSearch {
  const read: ListSearch = {};
  for (const name of names) {
    const value = search[name];
    if (typeof value === 'string' || typeof value === 'number') read[name] = String(value);
  }
  return read;
}

export const usualColumns: readonly string[] = ['assignee', 'deadline', 'priority', 'creator', 'changed_at'];

const byDeadline: Sort = { id: 'deadline', descending: false };

/** The views that everybody has. */
export const ownViews = {
  mine: { filter: { role: 'assignee', status: openStatuses, someday: false }, sort: byDeadline },
  set: { filter: { role: 'creator', status: openStatuses, someday: false }, sort: byDeadline },
  watched: { filter: { role: 'observer', status: openStatuses, someday: false } },
  overdue: { filter: { due: 'overdue', status: ['new', 'pending', 'in_progress'] }, sort: byDeadline },
  all: { filter: { status: openStatuses, someday: false } },
  someday: {
    filter: { role: 'assignee', status: openStatuses, someday: true },
    sort: { id: 'reviewed_at', descending: false },
    columns: ['tags', 'priority', 'creator', 'reviewed_at', 'created_at'],
  },
  done: { filter: { status: ['completed'] } },
} as const satisfies Record<string, { filter: TaskFilter; sort?: Sort; columns?: readonly string[] }>;

/** What waits for whom: among the views, but no list of one kind. */
export const waitingView = 'waiting';

/** What is kept for some day. */
export const somedayView = 'someday';

export type OwnView = keyof typeof ownViews;

export const isOwnView = (id: string | undefined): id is OwnView => id !== undefined && Object.hasOwn(ownViews, id);

export const stateOfOwnView = (view: OwnView): ListState => ({
  q: '',
  layout: 'table',
  columns: usualColumns,
  ...ownViews[view],
});

export const stateOfView = (view: View): ListState => ({
  filter: fromViewFilter(view.filter),
  q: '',
  sort: sortOf(view.orderBy),
  layout: view.layout === 'board' ? 'board' : 'table',
  columns: view.columns.length > 0 ? view.columns : usualColumns,
});

/** How a saved view keeps what is shown. */
export const viewOfState = ({ filter, sort, layout, columns }: ListState) => ({
  filter: toViewFilter(filter),
  orderBy: sort ? orderBy(sort) : '',
  layout,
  columns: [...columns],
});

/** What the address says; with nothing said, one's own tasks. */
export function stateOf(search: ListSearch): ListState {
  const { view, ...said } = search;
  if (Object.keys(said).length === 0) return stateOfOwnView(isOwnView(view) ? view : 'mine');
  const descending = search.sort?.startsWith('-') ?? false;
  return {
    filter: {
      role: roles.find((role) => role === search.role),
      assignee: search.assignee,
      status: search.status?.split(',').filter(isStatus) ?? [],
      priority: isPriority(search.priority) ? search.priority : undefined,
      due: dues.find((due) => due === search.due),
      tag: search.tag,
      awaited: search.awaited === 'any' || isAwaiting(search.awaited) ? search.awaited : undefined,
      someday: search.someday === undefined ? undefined : search.someday === 'yes',
      custom: search.filter,
    },
    q: search.q ?? '',
    sort: search.sort ? { id: search.sort.replace('-', ''), descending } : undefined,
    layout: search.layout === 'board' ? 'board' : 'table',
    columns: search.columns?.split(',').filter(Boolean) ?? usualColumns,
  };
}

/** The address of a state. The layout always stands in it, so that "show everything" is not "nothing said". */
export function searchOf({ filter, q, sort, layout, columns }: ListState, view: string | undefined): ListSearch {
  return {
    view,
    role: filter.role,
    assignee: filter.assignee,
    status: filter.status.length > 0 ? filter.status.join(',') : undefined,
    priority: filter.priority,
    due: filter.due,
    tag: filter.tag,
    awaited: filter.awaited,
    someday: filter.someday === undefined ? undefined : filter.someday ? 'yes' : 'no',
    filter: filter.custom,
    q: q === '' ? undefined : q,
    sort: sort && (sort.descending ? '-' : '') + sort.id,
    layout,
    columns: columns.join() === usualColumns.join() ? undefined : columns.join(','),
  };
}

/** Whether two states show the same in the same way. */
export const isSameState = (a: ListState, b: ListState): boolean =>
  JSON.stringify(searchOf(a, undefined)) === JSON.stringify(searchOf(b, undefined));
