import type { RoleFacts } from './role-facts.js';

/** A rule of Kafka's, as Strimzi writes it. */
export interface Acl {
  resource: { type: 'topic' | 'group'; name: string; patternType: 'literal' | 'prefix' };
  operations: ('Read' | 'Write' | 'Describe')[];
}

type Facts = Readonly<Record<string, RoleFacts>>;

const PREFIX = 'atrium.';
const RETRIES = 3;
const eventsOf = (service: string) => `${PREFIX}${service}.v1`;
const retriesOf = (consumer: string) => `${PREFIX}${consumer}.v1.retry.`;
const deadLettersOf = (consumer: string) => `${PREFIX}${consumer}.v1.dead`;

/** Every topic of a release: the events of each service, and the retry topics and dead letters of each consumer. */
export function topicsOf(facts: Facts): string[] {
  const retries = Array.from({ length: RETRIES }, (_, index) => index + 1);
  return Object.values(facts).flatMap(({ writes, consumers }) => [
    ...writes.map(eventsOf),
    ...consumers.flatMap((consumer) => [...retries.map((retry) => `${retriesOf(consumer)}${retry}`), deadLettersOf(consumer)]),
  ]);
}

/** What a role may do in Kafka: write its own topics and no other's, and read the events that it hears. */
export function aclsOf({ writes, reads, consumers }: RoleFacts): Acl[] {
  const topic = (name: string, operations: Acl['operations'], patternType: 'literal' | 'prefix' = 'literal'): Acl => ({
    resource: { type: 'topic', name, patternType },
    operations,
  });
  const group = (name: string, patternType: 'literal' | 'prefix'): Acl => ({
    resource: { type: 'group', name, patternType },
    operations: ['Read'],
  });
  return [
    // Whoever may not see a topic takes it for missing, and would make it.
    topic(PREFIX, ['Describe'], 'prefix'),
    ...writes.map((service) => topic(eventsOf(service), ['Write'])),
    ...reads.map((service) => topic(eventsOf(service), ['Read'])),
    ...consumers.flatMap((consumer) => [
      topic(retriesOf(consumer), ['Read', 'Write'], 'prefix'),
      topic(deadLettersOf(consumer), ['Read', 'Write']),
      group(`${PREFIX}${consumer}`, 'literal'),
      // What dead letters are read by, to be sent back.
      group(`${deadLettersOf(consumer)}.reading`, 'prefix'),
    ]),
    // Every process hears the events that keep its directory, in a group of its own.
    group(`${PREFIX}broadcast.`, 'prefix'),
  ];
}
