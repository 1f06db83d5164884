import { keyOf, type Message, type StoredEvent, type Truth } from '../truth.js';
import { type Check, grouped, type Violation } from './check.js';

/** Of each aggregate, events are on Kafka in the order of their versions. A repetition of what was there is none. */
export const order: Check = ({ truth }) =>
  [...grouped(truth.messages, keyOf)].flatMap(([key, messages]): Violation[] => {
    const seen = new Set<string>();
    const firsts = messages.filter(({ id }) => !seen.has(id) && seen.add(id));
    const late = firsts.find(({ version }, index) => index > 0 && version <= (firsts[index - 1]?.version ?? 0));
    const elsewhere = messages.some(({ partition }) => partition !== messages[0]?.partition);
    if (!late && !elsewhere) return [];
    return [
      { rule: 'order', what: `${key} is out of order on Kafka${late ? ` at version ${late.version}` : ''}`, evidence: firsts },
    ];
  });

/** Every stored event is on Kafka, and nothing else is. */
export const delivery: Check = ({ truth }) => {
  const onKafka = new Map(truth.messages.map((message) => [message.id, message]));
  const stored = new Map(truth.events.map((event) => [event.id, event]));
  const lost = truth.events.filter(({ id }) => !onKafka.has(id));
  const invented = [...onKafka.values()].filter(({ id }) => !stored.has(id));
  const other = truth.events.filter((event) => differs(event, onKafka.get(event.id)));
  return [
    ...lost.map((event): Violation => ({ rule: 'delivery', what: `${named(event)} is not on Kafka`, evidence: [event] })),
    ...invented.map(
      (message): Violation => ({ rule: 'delivery', what: `${named(message)} is on Kafka and nowhere else`, evidence: [message] }),
    ),
    ...other.map(
      (event): Violation => ({
        rule: 'delivery',
        what: `${named(event)} is another on Kafka`,
        evidence: [event, onKafka.get(event.id)],
      }),
    ),
  ];
};

const named = ({ kind, subject, version }: StoredEvent | Message): string => `version ${version} of ${kind} ${subject}`;

const differs = (event: StoredEvent, message: Message | undefined): boolean =>
  message !== undefined &&
  (message.kind !== event.kind ||
    message.subject !== event.subject ||
    message.version !== event.version ||
    message.action !== event.action);

/** Actions of a task of which everybody hears who takes part in it, save who did it. */
const told = new Set([
  'created',
  'delegated',
  'commented',
  'completed',
  'accepted',
  'returned',
  'deferred',
  'resumed',
  'declined',
  'handed_over',
  'reacted',
  'reopened',
  'deleted',
  'restored',
]);

/** The consumers that keep an inbox, and of what each keeps a note. */
const consumers: readonly { name: string; wants: (message: Message) => boolean }[] = [
  { name: 'notify', wants: ({ kind, action }) => kind === 'task' && action !== 'seen' },
  {
    name: 'auth.acceptance',
    wants: ({ kind, action }) => kind === 'employee' && (action === 'activated' || action === 'created'),
  },
];

/** Each consumer has handled each event, and its effect is there once. */
export const effects: Check = ({ truth }) => {
  const unhandled = consumers.flatMap(({ name, wants }) =>
    truth.messages
      .filter((message) => wants(message) && !truth.inbox.has(`${name}/${message.id}`))
      .map((message) => ({ name, message })),
  );
  return [
    ...unhandled.map(
      ({ name, message }): Violation => ({
        rule: 'effects',
        what: `${name} has not handled ${named(message)}`,
        evidence: [message],
      }),
    ),
    ...notifications(truth),
  ];
};

function notifications({ messages, notifications: kept }: Truth): Violation[] {
  const notes = grouped(kept, ({ recipient, subject, createdAt }) => `${recipient}/${subject}/${createdAt}`);
  const twice = [...notes.values()].filter((same) => same.length > 1);
  const byId = new Map(messages.map((message) => [message.id, message]));
  const missing = [...byId.values()]
    .filter(({ kind, action }) => kind === 'task' && told.has(action))
    .flatMap((message) => {
      const people = participants(message).filter((person) => person !== message.actor);
      return people
        .filter((person) => !notes.has(`${person}/${message.subject}/${message.at}`))
        .map((person) => ({ person, message }));
    });
  return [
    ...twice.map(
      (same): Violation => ({
        rule: 'effects',
        what: `${same[0]?.recipient} was told ${same.length} times of one event`,
        evidence: same,
      }),
    ),
    ...missing.map(
      ({ person, message }): Violation => ({
        rule: 'effects',
        what: `${person} was not told of ${named(message)}`,
        evidence: [message],
      }),
    ),
  ];
}

/** Those who take part by name. */
function participants({ state }: Message): string[] {
  const refs = [state?.coExecutors, state?.observers].flatMap((each): unknown[] => (Array.isArray(each) ? each : []));
  const named_ = refs.flatMap((ref) => (typeof ref === 'string' && ref.startsWith('u:') ? [ref.slice(2)] : []));
  return [...new Set([String(state?.creator), String(state?.assignee), ...named_])];
}
