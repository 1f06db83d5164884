import { createBus } from '../../kit/bus.js';
import { groupOf } from '../../kit/consumer.js';
import { createLog } from '../../kit/log.js';
import { readSettings } from '../../kit/settings.js';
import { until } from '../../tests/process.js';
import { type FaultKind, rolesIn } from './fault.js';
import { persistently } from './persistently.js';

/** How many messages of each partition come again. */
const MESSAGES = 200;

/** What a consumer has handled comes again, as after a restore of Kafka, or where the note of its place was lost. */
export const rewind: FaultKind = {
  name: 'rewind',
  faults({ roles, env }) {
    const members = roles.filter(({ name }) => rolesIn(name).some((role) => role === 'all' || role === 'notify'));
    return [
      {
        about: 'the consumer notify',
        on: members.map(({ name }) => name),
        parts: members.flatMap(({ name }) => rolesIn(name)),
        async harm() {
          // Kafka puts a group back only while it has no members.
          await Promise.all(members.map((member) => member.end('SIGTERM')));
          try {
            await persistently(() => putBack(env));
          } finally {
            await Promise.all(members.map((member) => member.start()));
          }
        },
      },
    ];
  },
};

const done = () => true;
const notYet = () => false;

async function putBack(env: Record<string, string | undefined>): Promise<void> {
  const bus = createBus(readSettings(env), createLog({ level: 'fatal', development: true }));
  const groupId = groupOf(bus, 'notify');
  const topic = bus.topic('tasks');
  const admin = bus.kafka.admin();
  await admin.connect();
  try {
    const lowest = new Map((await admin.fetchTopicOffsets(topic)).map(({ partition, low }) => [partition, BigInt(low)]));
    const places = await admin.fetchOffsets({ groupId, topics: [topic] });
    const partitions = places.flatMap((place) =>
      place.partitions.map(({ partition, offset }) => {
        const back = BigInt(offset) - BigInt(MESSAGES);
        const low = lowest.get(partition) ?? 0n;
        return { partition, offset: String(back > low ? back : low) };
      }),
    );
    // A member that could not say goodbye counts as one until its session ends.
    await until('the group is put back', () => admin.setOffsets({ groupId, topic, partitions }).then(done, notYet), 60);
  } finally {
    await admin.disconnect();
    await bus.stop?.();
  }
}
