import { Kind as KindMessage } from '../../gen/atrium/notify/v1/notify.js';

/** What a notification is about, as stored, and as the contract has it. */
const messages = {
  task_assigned: KindMessage.KIND_TASK_ASSIGNED,
  mentioned: KindMessage.KIND_MENTIONED,
  task_commented: KindMessage.KIND_TASK_COMMENTED,
  task_status: KindMessage.KIND_TASK_STATUS,
  task_changed: KindMessage.KIND_TASK_CHANGED,
  import_finished: KindMessage.KIND_IMPORT_FINISHED,
  task_deadline: KindMessage.KIND_TASK_DEADLINE,
} as const;

export type Kind = keyof typeof messages;

export const kinds: readonly Kind[] = [
  'task_assigned',
  'mentioned',
  'task_commented',
  'task_status',
  'task_changed',
  'task_deadline',
  'import_finished',
];

export const kindMessage = (kind: Kind): KindMessage => messages[kind];

export const kindOf = (message: KindMessage): Kind | undefined => kinds.find((kind) => messages[kind] === message);
