import type { Bus } from './bus.js';
import { type BusEvent, busEvent } from './bus-event.js';
import { deadLetterTopic, passedOnHeaders, retryTopic } from './consumer.js';
import type { Incoming } from './subscription.js';

/** A message that a consumer has given up. */
export type DeadLetter = {
  /** Where it lies among the dead letters: "partition:offset". */
  place: string;
  /** Absent where it never was an event. */
  event: BusEvent | undefined;
  firstTopic: string;
  attempts: number;
  failedAt: string;
  cause: string;
  message: Incoming;
};

/** On a message among the dead letters that only says which one has been sent back: a topic cannot be written to but at its end. */
const SENT_BACK = 'x-sent-back';

/** The consumers that have ever given something up. */
export async function consumersWithDeadLetters(bus: Bus): Promise<string[]> {
  const [before = '', after = ''] = deadLetterTopic(bus, '\n').split('\n');
  const topics = (await bus.topics()).filter((topic) => topic.startsWith(before) && topic.endsWith(after));
  return topics.map((topic) => topic.slice(before.length, -after.length)).sort();
}

/** What a consumer has given up and nobody has sent back yet, oldest first. */
export async function deadLetters(bus: Bus, consumer: string): Promise<DeadLetter[]> {
  const messages = await bus.read(deadLetterTopic(bus, consumer));
  const sentBack = new Set(messages.map((message) => headerOf(message, SENT_BACK)));
  return messages
    .filter((message) => headerOf(message, SENT_BACK) === '' && !sentBack.has(placeOf(message)))
    .map(letterOf)
    .sort((a, b) => a.failedAt.localeCompare(b.failedAt));
}

/**
 * Sends dead letters back to the consumer that gave them up, and to no other that hears the same topic: through its first
 * retry topic, so that each gets all its tries again. An event that was handled after all is not handled twice.
 */
export async function sendBack(bus: Bus, consumer: string, letters: readonly DeadLetter[]): Promise<void> {
  for (const { message, place } of letters) {
    const headers = { ...message.headers };
    for (const name of Object.values(passedOnHeaders))
      if (name !== passedOnHeaders.firstTopic) Reflect.deleteProperty(headers, name);
    await bus.send(retryTopic(bus, consumer, 1), [{ key: message.key, value: message.value, headers }]);
    await bus.send(deadLetterTopic(bus, consumer), [{ key: message.key, value: null, headers: { [SENT_BACK]: place } }]);
  }
}

function letterOf(message: Incoming): DeadLetter {
  return {
    place: placeOf(message),
    event: busEvent(message.headers, message.value),
    firstTopic: headerOf(message, passedOnHeaders.firstTopic),
    attempts: Number(headerOf(message, passedOnHeaders.attempts)),
    failedAt: headerOf(message, passedOnHeaders.failedAt),
    cause: headerOf(message, passedOnHeaders.cause),
    message,
  };
}

const placeOf = ({ partition, offset }: Incoming): string => `${partition}:${offset}`;

const headerOf = ({ headers }: Incoming, name: string): string => headers?.[name]?.toString() ?? '';
