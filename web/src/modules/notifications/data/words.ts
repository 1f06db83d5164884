import type { Notification, NotificationKind } from '../../../api/types';

/** The kinds in the order of the preferences. */
export const kinds = [
  'KIND_TASK_ASSIGNED',
  'KIND_MENTIONED',
  'KIND_TASK_COMMENTED',
  'KIND_TASK_STATUS',
  'KIND_TASK_CHANGED',
  'KIND_TASK_DEADLINE',
  'KIND_IMPORT_FINISHED',
] as const satisfies readonly NotificationKind[];

const statusActions = [
  'started',
  'paused',
  'completed',
  'accepted',
  'returned',
  'deferred',
  'resumed',
  'declined',
  'handed_over',
  'reacted',
  'rated',
  'reopened',
  'carried_over',
  'deleted',
  'restored',
] as const;
const changeActions = [
  'created',
  'delegated',
  'updated',
  'deadline_moved',
  'deadline_proposed',
  'deadline_accepted',
  'deadline_refused',
] as const;

const deadlineActions = ['due_soon', 'overdue', 'escalated'] as const;

export type Happening =
  | 'assigned'
  | 'mentioned'
  | 'commented'
  | 'imported'
  | (typeof statusActions)[number]
  | (typeof changeActions)[number]
  | (typeof deadlineActions)[number];

/** What happened, as a word that there is a sentence for. */
export function happeningOf({ kind, action }: Pick<Notification, 'kind' | 'action'>): Happening {
  switch (kind) {
    case 'KIND_TASK_ASSIGNED':
      return 'assigned';
    case 'KIND_MENTIONED':
      return 'mentioned';
    case 'KIND_TASK_COMMENTED':
      return 'commented';
    case 'KIND_IMPORT_FINISHED':
      return 'imported';
    case 'KIND_TASK_STATUS':
      return statusActions.find((word) => word === action) ?? 'updated';
    case 'KIND_TASK_DEADLINE':
      return deadlineActions.find((word) => word === action) ?? 'updated';
    case 'KIND_TASK_CHANGED':
    case 'KIND_UNSPECIFIED':
      return changeActions.find((word) => word === action) ?? 'updated';
  }
}
