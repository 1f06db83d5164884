import { parseArgs } from 'node:util';
import { type Bus, createBus } from './bus.js';
import { createLog } from './log.js';
import { consumersWithDeadLetters, type DeadLetter, deadLetters, sendBack } from './replay.js';
import { readSettings } from './settings.js';

const help = `Shows the dead letters of consumers: messages they failed on after all tries. Sends them back to be tried again.

  replay                         which consumers have dead letters
  replay CONSUMER                the dead letters of one, oldest first
  replay CONSUMER --all          sends all of them back
  replay CONSUMER --place P:O    sends back the one at this place in the list; may be repeated

A letter goes back to the consumer that gave it up, not to others that hear the same topic, and gets all its tries again,
the first within seconds. What was sent back is listed no more, unless it fails again. Mend the cause first.

Kafka and the topics are found by the same settings as Atrium's own: KAFKA_BROKERS, ATRIUM_TOPIC_PREFIX and the rest.
In a container: node dist/kit/replay-main.js. In a clone: npx tsx scripts/replay.ts.
`;

/** The command, with the words behind its name; writes lines for people. */
export async function replayCommand(words: readonly string[], write: (text: string) => void): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: { help: { type: 'boolean' }, all: { type: 'boolean' }, place: { type: 'string', multiple: true } },
  });
  if (values.help) {
    write(help);
    return;
  }
  const settings = readSettings();
  const bus = createBus(settings, createLog({ level: 'error', development: true }));
  try {
    await bus.start?.();
    const [consumer] = positionals;
    if (consumer === undefined) await showConsumers(bus, write);
    else await replayOne(bus, consumer, values, write);
  } finally {
    await bus.stop?.();
  }
}

async function showConsumers(bus: Bus, write: (text: string) => void): Promise<void> {
  for (const consumer of await consumersWithDeadLetters(bus))
    write(`${consumer}: ${(await deadLetters(bus, consumer)).length}\n`);
}

type Chosen = { all?: boolean; place?: string[] };

async function replayOne(
  bus: Bus,
  consumer: string,
  { all = false, place = [] }: Chosen,
  write: (text: string) => void,
): Promise<void> {
  const known = await consumersWithDeadLetters(bus);
  if (!known.includes(consumer)) throw new Error(`There is no consumer ${consumer}; there are: ${known.join(', ')}.`);
  const letters = await deadLetters(bus, consumer);
  const chosen = all ? letters : letters.filter((letter) => place.includes(letter.place));
  const unknown = place.filter((one) => !letters.some((letter) => letter.place === one));
  if (unknown.length > 0) throw new Error(`There is no dead letter of ${consumer} at ${unknown.join(', ')}.`);
  if (chosen.length === 0) {
    for (const letter of letters) write(`${lineOf(letter)}\n`);
    write(`${letters.length} dead letters of ${consumer}\n`);
    return;
  }
  await sendBack(bus, consumer, chosen);
  write(`${chosen.length} of ${letters.length} dead letters sent back to ${consumer}\n`);
}

function lineOf({ place, event, firstTopic, attempts, failedAt, cause }: DeadLetter): string {
  const subject = event ? `${event.kind} ${event.subject} ${event.action} ${event.id}` : 'no event';
  return `${place}  ${failedAt}  ${subject}  from ${firstTopic}, ${attempts} tries: ${cause}`;
}
