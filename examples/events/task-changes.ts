// Prints every change of one task, from the first that Kafka still has, and goes on until Ctrl-C.
import { Kafka, logLevel } from 'kafkajs';

const [task] = process.argv.slice(2);
const { KAFKA_BROKERS = 'localhost:9092', TOPIC = 'atrium.tasks.v1', GROUP } = process.env;

type TaskEvent = {
  action: string;
  actor: { user: string; automation: string };
  changes: { path: string; before?: unknown; after?: unknown }[];
  comment?: { text: string };
};
const parse: (json: string) => TaskEvent = JSON.parse;
const shown = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value));

const kafka = new Kafka({ clientId: 'task-changes', brokers: KAFKA_BROKERS.split(','), logLevel: logLevel.WARN });
// A named group goes on where it stopped. Without one, a group that keeps no offsets begins at the beginning each time.
const consumer = kafka.consumer({ groupId: GROUP ?? `task-changes-${crypto.randomUUID()}` });
const seen = new Set<string>();

await consumer.connect();
await consumer.subscribe({ topic: TOPIC, fromBeginning: true });
await consumer.run({
  autoCommit: GROUP !== undefined,
  eachMessage: async ({ message }) => {
    const header = (name: string): string => message.headers?.[name]?.toString() ?? '';
    // The topic also has the events of views, and a view may have the same id.
    if (header('ce_subject') !== task || !header('ce_type').startsWith('atrium.tasks.task.')) return;
    // Delivery is at least once: an event that comes again has the same id.
    if (seen.has(header('ce_id'))) return;
    seen.add(header('ce_id'));

    const { action, actor, changes, comment } = parse(String(message.value));
    console.log(`${header('version')} ${header('ce_time')} ${action} by ${actor.user || actor.automation}`);
    for (const { path, before, after } of changes) console.log(`  ${path}: ${shown(before)} → ${shown(after)}`);
    if (comment) console.log(`  "${comment.text}"`);
  },
});

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void consumer.disconnect());
