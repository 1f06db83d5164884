import { addDays, startOfDay } from '../../../kit/time/zone';
import { type Awaiting, isAwaiting } from './awaited';
import { isPriority, isStatus, type PriorityName, type Status } from './task-words';

export const roles = ['assignee', 'creator', 'assisting', 'observer'] as const;
/** The person's own part in a task. */
export type Role = (typeof roles)[number];

export const dues = ['overdue', 'today', 'week', 'never'] as const;
/** When a task is due. */
export type Due = (typeof dues)[number];

/** Which tasks a list shows. What is absent or empty narrows nothing. */
export type TaskFilter = {
  readonly role?: Role;
  /** A person's id. */
  readonly assignee?: string;
  readonly status: readonly Status[];
  readonly priority?: PriorityName;
  readonly due?: Due;
  readonly tag?: string;
  /** What it waits for from those who direct it, or anything at all. */
  readonly awaited?: Awaiting | 'any';
  /** Only what is kept for some day, or only what is not. */
  readonly someday?: boolean;
  /** A CEL expression that these words cannot say, kept as it is. */
  readonly custom?: string;
};

/** What "me" and "today" mean: the person and their departments, and the day in the person's zone. */
export type Circumstances = { readonly refs: readonly string[]; readonly today: string; readonly zone: string };

const quote = (text: string) => JSON.stringify(text);

const oneOf = (field: string, values: readonly string[]) =>
  values.length === 1 && values[0] !== undefined
    ? `${field} == ${quote(values[0])}`
    : `${field} in [${values.map(quote).join(', ')}]`;

/**
 * The clauses of a filter. A saved view keeps them with the words `me`, `today`, `tomorrow` and `next_week`, so that a
 * shared view shows everyone their own tasks on each day; `toCel` puts in what they mean.
 */
function clauses({ role, assignee, status, priority, due, tag, awaited, someday, custom }: TaskFilter): string[] {
  const found: string[] = [];
  if (role === 'assignee') found.push('assignee == me');
  if (role === 'creator') found.push('creator == me');
  if (role === 'assisting') found.push('me in co_executors');
  if (role === 'observer') found.push('me in observers');
  if (assignee !== undefined) found.push(`assignee == ${quote(assignee)}`);
  if (status.length > 0) found.push(oneOf('status', status));
  if (priority !== undefined) found.push(`priority == ${quote(priority)}`);
  if (due === 'overdue') found.push('deadline < now');
  if (due === 'today') found.push('deadline >= today', 'deadline < tomorrow');
  if (due === 'week') found.push('deadline >= today', 'deadline < next_week');
  if (due === 'never') found.push('deadline == null');
  if (tag !== undefined) found.push(`${quote(tag)} in tags`);
  if (awaited !== undefined) found.push(awaited === 'any' ? 'awaited != null' : `awaited == ${quote(awaited)}`);
  if (someday !== undefined) found.push(someday ? 'someday' : '!someday');
  if (custom !== undefined) found.push(`(${custom})`);
  return found;
}

/** As a saved view keeps it. */
export const toViewFilter = (filter: TaskFilter): string => clauses(filter).join(' && ');

/** As the server reads it. */
export function toCel(filter: TaskFilter, { refs, today, zone }: Circumstances): string {
  const day = (later: number) => `timestamp(${quote(startOfDay(addDays(today, later), zone).toISOString())})`;
  const [self = 'u:'] = refs;
  const meanings: Record<string, string> = {
    'assignee == me': `assignee == ${quote(self.slice(2))}`,
    'creator == me': `creator == ${quote(self.slice(2))}`,
    'me in co_executors': anyIn(refs, 'co_executors'),
    'me in observers': anyIn(refs, 'observers'),
    'deadline >= today': `deadline >= ${day(0)}`,
    'deadline < tomorrow': `deadline < ${day(1)}`,
    'deadline < next_week': `deadline < ${day(7)}`,
  };
  return clauses(filter)
    .map((clause) => meanings[clause] ?? clause)
    .join(' && ');
}

/** Departments take part as a whole, so a person is in a list through any of theirs. */
function anyIn(refs: readonly string[], field: string): string {
  const parts = refs.map((ref) => `${quote(ref)} in ${field}`);
  return parts.length === 1 ? parts.join('') : `(${parts.join(' || ')})`;
}

const list = String.raw`\[(?:"[a-z_]+"(?:, )?)*\]`;
const text = String.raw`"(?:[^"\\]|\\.)*"`;

type Reader = { readonly pattern: RegExp; readonly read: (found: RegExpExecArray) => Partial<TaskFilter> | undefined };

const readers: readonly Reader[] = [
  { pattern: /^assignee == me$/, read: () => ({ role: 'assignee' }) },
  { pattern: /^creator == me$/, read: () => ({ role: 'creator' }) },
  { pattern: /^me in co_executors$/, read: () => ({ role: 'assisting' }) },
  { pattern: /^me in observers$/, read: () => ({ role: 'observer' }) },
  { pattern: new RegExp(`^assignee == (${text})$`), read: ([, id = '']) => ({ assignee: unquote(id) }) },
  { pattern: /^status == "([a-z_]+)"$/, read: ([, name]) => (isStatus(name) ? { status: [name] } : undefined) },
  {
    pattern: new RegExp(`^status in (${list})$`),
    read: ([, names = '']) => ({ status: [...names.matchAll(/"([a-z_]+)"/g)].map((found) => found[1]).filter(isStatus) }),
  },
  { pattern: /^priority == "([a-z]+)"$/, read: ([, name]) => (isPriority(name) ? { priority: name } : undefined) },
  { pattern: /^deadline < now$/, read: () => ({ due: 'overdue' }) },
  { pattern: /^deadline < tomorrow$/, read: () => ({ due: 'today' }) },
  { pattern: /^deadline < next_week$/, read: () => ({ due: 'week' }) },
  { pattern: /^deadline >= today$/, read: () => ({}) },
  { pattern: /^deadline == null$/, read: () => ({ due: 'never' }) },
  { pattern: new RegExp(`^(${text}) in tags$`), read: ([, tag = '']) => ({ tag: unquote(tag) }) },
  { pattern: /^awaited != null$/, read: () => ({ awaited: 'any' }) },
  { pattern: /^awaited == "([a-z]+)"$/, read: ([, name]) => (isAwaiting(name) ? { awaited: name } : undefined) },
  { pattern: /^(!?)someday$/, read: ([, not]) => ({ someday: not === '' }) },
  { pattern: /^\((.*)\)$/, read: ([, custom]) => ({ custom }) },
];

function unquote(quoted: string): string {
  const value: unknown = JSON.parse(quoted);
  return typeof value === 'string' ? value : '';
}

/** A saved view's filter. What somebody wrote by hand or by the API, and these words cannot say, is kept as custom. */
export function fromViewFilter(filter: string): TaskFilter {
  let read: TaskFilter = { status: [] };
  for (const clause of conjuncts(filter)) {
    if (clause === '') continue;
    const part = readers
      .map(({ pattern, read: readPart }) => match(pattern, clause, readPart))
      .find((found) => found !== undefined);
    if (part === undefined) return { status: [], custom: filter };
    read = { ...read, ...part };
  }
  return read;
}

/** The parts of `a && (b && c) && "d && e"`: here three. */
function conjuncts(filter: string): string[] {
  const parts: string[] = [];
  let part = '';
  let depth = 0;
  for (const [token] of filter.matchAll(/"(?:[^"\\]|\\.)*"|&&|[^"&]|./gs)) {
    if (token === '(') depth += 1;
    if (token === ')') depth -= 1;
    if (token === '&&' && depth === 0) {
      parts.push(part.trim());
      part = '';
    } else part += token;
  }
  return [...parts, part.trim()];
}

function match(pattern: RegExp, clause: string, read: Reader['read']): Partial<TaskFilter> | undefined {
  const found = pattern.exec(clause);
  return found === null ? undefined : read(found);
}
