import { isDeepStrictEqual } from 'node:util';
import type { Fields } from '../history.js';
import { keyOf, type Message, type StoredEvent, type StoredThing } from '../truth.js';
import { type Check, grouped, type Violation } from './check.js';
import { withoutReadersOwn } from './writes.js';

/** Of each aggregate the versions follow one another without gap and repeat, and the last is the one that is stored. */
export const versions: Check = ({ truth }) => {
  const stored = new Map(truth.things.map((thing) => [keyOf(thing), thing]));
  const kinds = new Set(truth.things.map(({ kind }) => kind));
  const histories = grouped(
    truth.events.filter(({ kind }) => kinds.has(kind)),
    keyOf,
  );
  const violations = [...histories].flatMap(([key, events]) => versionsOf(key, sorted(events), stored.get(key)));
  const orphans = truth.things.filter((thing) => !histories.has(keyOf(thing)));
  return [
    ...violations,
    ...orphans.map((thing): Violation => ({ rule: 'versions', what: `${keyOf(thing)} has no history`, evidence: [thing] })),
  ];
};

const sorted = (events: readonly StoredEvent[]): StoredEvent[] => [...events].sort((one, other) => one.version - other.version);

function versionsOf(key: string, events: readonly StoredEvent[], thing: StoredThing | undefined): Violation[] {
  const odd = events.find(({ version }, index) => version !== index + 1);
  if (odd) return [{ rule: 'versions', what: `${key} has a gap or a repeat before version ${odd.version}`, evidence: events }];
  const last = events.at(-1);
  const gone = last?.action === 'deleted' && last.kind !== 'task';
  if (gone && !thing) return [];
  if (!gone && thing?.version === last?.version) return [];
  return [
    {
      rule: 'versions',
      what: `${key} is stored as version ${thing?.version ?? 'none'}, and its history ends with ${last?.version}`,
      evidence: [thing, last],
    },
  ];
}

/** From the first state, the changes in the history lead to each state that was told, and to the one the API answers. */
export const history: Check = ({ truth }) => {
  const told = new Map(truth.messages.map((message) => [message.id, message]));
  const histories = grouped(truth.events, keyOf);
  return [...truth.states].flatMap(([key, state]) => replayed(key, sorted(histories.get(key) ?? []), told, state));
};

function replayed(key: string, events: readonly StoredEvent[], told: ReadonlyMap<string, Message>, final: Fields): Violation[] {
  let state: Record<string, unknown> | undefined;
  for (const event of events) {
    const message = told.get(event.id);
    // What Kafka lacks is told of by "delivery".
    if (!message?.state) return [];
    if (!state) state = content(message.state);
    else for (const { path, after } of event.changes) state = withField(state, camelCase(path), after);
    if (!isDeepStrictEqual(state, content(message.state)))
      return [
        {
          rule: 'history',
          what: `${key} replays to another state than version ${event.version}`,
          evidence: [event, message, state],
        },
      ];
  }
  if (!state || isDeepStrictEqual(state, content(final))) return [];
  return [{ rule: 'history', what: `${key} replays to another state than the API answers`, evidence: [state, final] }];
}

function withField(state: Readonly<Record<string, unknown>>, name: string, value: unknown): Record<string, unknown> {
  const others = Object.fromEntries(Object.entries(state).filter(([each]) => each !== name));
  return value === undefined || value === null ? others : { ...others, [name]: value };
}

/** What the history tells of: all but what changes with every write. */
const content = (state: Fields): Record<string, unknown> =>
  Object.fromEntries(Object.entries(withoutReadersOwn(state)).filter(([name]) => name !== 'version' && name !== 'changedAt'));

const camelCase = (name: string): string => name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** A comment is stored, counted and told of, or none of these. */
export const comments: Check = ({ truth }) => {
  const stored = grouped(truth.comments, ({ task }) => task);
  const told = new Map(truth.messages.filter(({ comment }) => comment).map((message) => [String(message.comment?.id), message]));
  const counts = [...truth.states].filter(([key]) => key.startsWith('task/'));
  const miscounted = counts.flatMap(([key, state]): Violation[] => {
    const there = stored.get(key.slice(5)) ?? [];
    if (there.length === Number(state.commentCount ?? 0)) return [];
    return [
      {
        rule: 'whole or nothing',
        what: `${key} counts ${Number(state.commentCount ?? 0)} comments and has ${there.length}`,
        evidence: [state, ...there],
      },
    ];
  });
  const untold = truth.comments.filter(({ id }) => !told.has(id));
  return [
    ...miscounted,
    ...untold.map(
      (comment): Violation => ({
        rule: 'whole or nothing',
        what: `comment ${comment.id} was never told of`,
        evidence: [comment],
      }),
    ),
  ];
};
