import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { acknowledgements, type Fields, isWrite, type Operation, wasRefused } from '../history.js';
import { keyOf, type Message, type StoredEvent, type Truth } from '../truth.js';
import { type Check, grouped, type Violation } from './check.js';

/** Verbs that change nothing where nothing is to be changed; then no event is written. */
const mayChangeNothing = new Set([
  'see task',
  'watch task',
  'unwatch task',
  'delegate task',
  'delete task',
  'delete',
  'update department',
  'update employee',
]);

/** Every acknowledged write is there; every other one is there wholly or not at all. */
export const writes: Check = ({ history, truth }) => {
  const marked = eventsByMark(truth);
  const requested = grouped(
    truth.events.filter(({ requestId }) => requestId),
    ({ actor, requestId }) => `${actor}/${requestId}`,
  );
  return history.operations.filter(isWrite).flatMap((operation) => {
    const events = operation.mark
      ? (marked.get(operation.mark) ?? [])
      : operation.key
        ? (requested.get(`${operation.user}/${operation.key}`) ?? [])
        : undefined;
    return events ? outcome(operation, events) : [];
  });
};

function outcome(operation: Operation, events: readonly StoredEvent[]): Violation[] {
  const evidence = [operation, ...events];
  if (events.length > 1)
    return [{ rule: 'idempotency', what: `${operation.name} was carried out ${events.length} times`, evidence }];
  const [event] = events;
  const acknowledged = acknowledgements(operation);
  if (acknowledged.length > 0 && !event && !mayChangeNothing.has(operation.name))
    return [{ rule: 'acknowledged writes', what: `${operation.name} was acknowledged, and is not there`, evidence }];
  if (event && wasRefused(operation))
    return [{ rule: 'whole or nothing', what: `${operation.name} was refused, and is there`, evidence }];
  const [first] = operation.attempts;
  const stale =
    event &&
    operation.ifMatch &&
    acknowledged.includes(first ?? { at: 0, until: 0 }) &&
    event.version !== Number(operation.ifMatch) + 1;
  if (stale)
    return [
      {
        rule: 'expected versions',
        what: `${operation.name} on version ${operation.ifMatch} made version ${event.version}`,
        evidence,
      },
    ];
  return [];
}

/** The event that brought each mark into the world. */
function eventsByMark({ events, messages }: Truth): Map<string, StoredEvent[]> {
  const found = new Map<string, StoredEvent[]>();
  const first = new Map(messages.map((message) => [message.id, message]));
  for (const event of events) {
    if (event.kind === 'notification') continue;
    const message = first.get(event.id);
    const written = [
      ...event.changes.map(({ after }) => after),
      ...(event.version === 1 ? [message?.state] : []),
      ...(message?.comment ? [message.comment.text] : []),
    ];
    for (const mark of new Set(JSON.stringify(written).match(/mark-\d+-/g) ?? []))
      found.set(mark, [...(found.get(mark) ?? []), event]);
  }
  return found;
}

/** One key gave one result, however often it was sent. */
export const keys: Check = ({ history }) =>
  history.operations.filter(isWrite).flatMap((operation) => {
    const acknowledged = acknowledgements(operation);
    const [first] = acknowledged;
    if (!first || !operation.key) return [];
    const evidence = [operation];
    const ids = new Set(acknowledged.map(({ body }) => body?.id));
    if (ids.size > 1)
      return [{ rule: 'idempotency', what: `${operation.name} gave ${ids.size} results under one key`, evidence }];
    const after = operation.attempts.slice(operation.attempts.indexOf(first) + 1);
    const refused = after.find(
      ({ status, reason }) => status === 409 || status === 412 || (status === 400 && reason !== undefined),
    );
    return refused ? [{ rule: 'idempotency', what: `${operation.name} was refused when it was repeated`, evidence }] : [];
  });

const Version = z.object({ id: z.string(), version: z.string() });
const Items = z.record(z.string(), z.unknown());

/** Whatever anybody was answered, for a write or a read, was the state of that version. */
export const answers: Check = ({ history, truth }) => {
  const states = new Map(truth.messages.map((message) => [`${keyOf(message)}/${message.version}`, message]));
  const violations: Violation[] = [];
  for (const operation of history.operations)
    for (const { body } of acknowledgements(operation))
      for (const { kind, state } of statesIn(body)) {
        const { id, version } = Version.parse(state);
        const message = states.get(`${kind}/${id}/${version}`);
        if (message && agrees(state, message)) continue;
        violations.push({
          rule: isWrite(operation) ? 'acknowledged writes' : 'whole or nothing',
          what: `${operation.name} answered a version ${version} of ${kind} ${id} that ${message ? 'was another' : 'never was'}`,
          evidence: [state, ...(message ? [message] : [])],
        });
      }
  return violations;
};

/** The tasks, views and departments in an answer. */
export function statesIn(body: Fields | undefined): { kind: string; state: Fields }[] {
  if (!body) return [];
  const kinds = { tasks: 'task', views: 'view', departments: 'department' };
  const lists = Object.entries(kinds).flatMap(([name, kind]) =>
    z
      .array(Items)
      .catch([])
      .parse(body[name] ?? [])
      .map((state) => ({ kind, state })),
  );
  if (lists.length > 0) return lists;
  if (!Version.safeParse(body).success) return [];
  if ('assignee' in body) return [{ kind: 'task', state: body }];
  return 'columns' in body || 'owner' in body ? [{ kind: 'view', state: body }] : [];
}

/** Fields that differ from reader to reader, or that no version has. */
const readersOwn = new Set([
  'allowedActions',
  'ancestors',
  'employeeCount',
  'position',
  'rollup',
  'spentSeconds',
  'explanationDue',
]);

export function withoutReadersOwn(state: Fields): Fields {
  return Object.fromEntries(Object.entries(state).filter(([name]) => !readersOwn.has(name)));
}

const agrees = (state: Fields, { state: told }: Message): boolean =>
  told !== undefined && isDeepStrictEqual(withoutReadersOwn(state), withoutReadersOwn(told));
