import { z } from 'zod';
import type { FieldChange } from '../../gen/atrium/common/v1/common.js';
import type { ImportEvent } from '../../gen/atrium/org/v1/org.js';
import { type ReminderEvent, ReminderKind } from '../../gen/atrium/tasks/v1/reminder.js';
import type { Task, TaskEvent } from '../../gen/atrium/tasks/v1/tasks.js';
import type { Directory } from '../../kit/directory.js';
import { excerptOf } from './excerpt.js';
import type { Kind } from './kinds.js';
import type { News } from './notification.js';

/** What is asked of the directory to decide who hears of something. */
export type Known = Pick<Directory, 'person' | 'department' | 'members' | 'readers' | 'refs' | 'leads' | 'superiors'>;

/** Where the departments of a task have more members than this, their heads and deputies hear of it, and not everyone. */
const MOST_MEMBERS = 500;

/** Actions that tell how a task goes. */
const STATUS = new Set([
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
]);

/** Actions that are about the deadline. */
const DEADLINE = new Set(['deadline_moved', 'deadline_proposed', 'deadline_accepted', 'deadline_refused']);

/** Fields whose change is worth telling those who take part. */
const TOLD_FIELDS = new Set([
  'title',
  'description',
  'assignee',
  'co_executors',
  'observers',
  'deadline',
  'priority',
  'parent',
  'acceptance',
]);

/**
 * Who hears what of an event of a task: those who take part in it, each once and for the strongest reason, and never who
 * did it. Mentioned people hear of it where they may see the task.
 */
export function newsOfTask({ action, task, changes, comment, actor }: TaskEvent, known: Known): News[] {
  if (!task) return [];
  const reasons = new Map<string, Kind>();
  const tell = (people: Iterable<string>, kind: Kind) => {
    for (const person of people) if (!reasons.has(person)) reasons.set(person, kind);
  };

  if (comment)
    tell(
      comment.mentions.filter((user) => seesTask(user, task, known)),
      'mentioned',
    );
  tell(newWorkers(action, task, changes, known), 'task_assigned');
  const kind = kindForParticipants(action, changes);
  if (kind) tell(people(refsOf(task), known), kind);

  const doer = actor?.user ?? '';
  const excerpt = comment ? excerptOf(comment.text, (user) => known.person(user)?.name) : '';
  return [...reasons]
    .filter(([recipient]) => recipient !== doer && known.person(recipient)?.active !== false)
    .map(([recipient, kind]) => ({
      recipient,
      kind,
      action,
      subjectType: 'task',
      subjectId: String(task.id),
      subjectTitle: task.title,
      actor: doer,
      excerpt,
    }));
}

/** Who started an import hears of its end, though it was they who asked for it: it takes its time. */
export function newsOfImport({ action, import: ended }: ImportEvent, excerpt: (ended: Ended) => string): News[] {
  if (action !== 'finished' || !ended?.startedBy) return [];
  return [
    {
      recipient: ended.startedBy,
      kind: 'import_finished',
      action,
      subjectType: 'import',
      subjectId: String(ended.id),
      subjectTitle: ended.fileName,
      actor: '',
      excerpt: excerpt(ended),
    },
  ];
}

export type Ended = NonNullable<ImportEvent['import']>;

const reminderActions: Partial<Record<ReminderKind, string>> = {
  [ReminderKind.REMINDER_KIND_DUE_SOON]: 'due_soon',
  [ReminderKind.REMINDER_KIND_OVERDUE]: 'overdue',
  [ReminderKind.REMINDER_KIND_ESCALATED]: 'escalated',
};

/** Who hears that a deadline comes: those who work on the task; that it has passed: also who set it; that it passed long ago: who is above the assignee. */
export function newsOfReminder(
  { reminder }: ReminderEvent,
  known: Known,
  excerpt: (recipient: string, deadline: Date) => string,
): News[] {
  const action = reminder && reminderActions[reminder.kind];
  if (!action) return [];
  const { task, title, creator, assignee, coExecutors, deadline } = reminder;
  const workers = [`u:${assignee}`, ...coExecutors];
  const recipients = {
    due_soon: () => people(workers, known),
    overdue: () => people([...workers, `u:${creator}`], known),
    escalated: () => known.superiors(assignee).slice(0, 1),
  }[action];
  return [...new Set(recipients?.())]
    .filter((recipient) => known.person(recipient)?.active !== false)
    .map((recipient) => ({
      recipient,
      kind: 'task_deadline',
      action,
      subjectType: 'task',
      subjectId: String(task),
      subjectTitle: title,
      actor: '',
      excerpt: deadline ? excerpt(recipient, deadline) : '',
    }));
}

function kindForParticipants(action: string, changes: readonly FieldChange[]): Kind | undefined {
  if (action === 'commented') return 'task_commented';
  if (STATUS.has(action)) return 'task_status';
  if (action === 'created' || action === 'delegated' || DEADLINE.has(action)) return 'task_changed';
  if (action === 'updated' && changes.some(({ path }) => TOLD_FIELDS.has(path))) return 'task_changed';
  return undefined;
}

/** The people to whom the event gives work: a new assignee, new co-executors. */
function newWorkers(action: string, task: Task, changes: readonly FieldChange[], known: Known): string[] {
  if (action === 'created') return people([`u:${task.assignee}`, ...task.coExecutors], known);
  const assigned = changes.some(({ path }) => path === 'assignee') ? [`u:${task.assignee}`] : [];
  const coExecutors = changes.find(({ path }) => path === 'co_executors');
  const before = coExecutors ? refs.parse(coExecutors.before) : task.coExecutors;
  return people([...assigned, ...task.coExecutors.filter((ref) => !before.includes(ref))], known);
}

/** A list that was empty is absent in the event. */
const refs = z.array(z.string()).catch([]);

const refsOf = ({ creator, assignee, coExecutors, observers }: Task): string[] => [
  `u:${creator}`,
  `u:${assignee}`,
  ...coExecutors,
  ...observers,
];

/** The people whom refs name, members of departments included unless these are too many. */
function people(named: readonly string[], known: Known): string[] {
  const departments = named.filter((ref) => ref.startsWith('d:'));
  const persons = named.filter((ref) => ref.startsWith('u:')).map((ref) => ref.slice(2));
  if (departments.length === 0) return persons;
  const members = known.members(departments);
  return [
    ...persons,
    ...(members.size <= MOST_MEMBERS ? members : departments.flatMap((ref) => leaders(Number(ref.slice(2)), known))),
  ];
}

function leaders(department: number, known: Known): string[] {
  const { head = '', deputies = [] } = known.department(department) ?? {};
  return [head, ...deputies].filter(Boolean);
}

/** Whether somebody takes part in the task, or leads a department of somebody who does. */
function seesTask(user: string, task: Task, known: Known): boolean {
  const readers = known.readers(refsOf(task));
  const opened = new Set([...known.refs(user), ...known.leads(user).map((id) => `under:${id}`)]);
  return readers.some((key) => opened.has(key));
}
