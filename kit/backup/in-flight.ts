import type { Admin, Kafka } from 'kafkajs';
import type { Bus } from '../bus.js';
import type { Incoming } from '../subscription.js';
import type { SavedMessage } from './format.js';

/** By topic and partition: from where on some group has messages before it; -1 where it is from the beginning. */
export type Places = ReadonlyMap<string, ReadonlyMap<number, bigint>>;

/** Where the slowest of an installation's groups stands in each topic that one of them reads. */
export async function placesOfGroups(kafka: Kafka, prefix: string): Promise<Places> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const places = new Map<string, Map<number, bigint>>();
    const { groups } = await admin.listGroups();
    for (const { groupId } of groups.filter((group) => group.groupId.startsWith(prefix))) await addPlaces(admin, groupId, places);
    return places;
  } finally {
    await admin.disconnect();
  }
}

/** A group that has no place anywhere keeps none: it is of one process, which begins anew. */
async function addPlaces(admin: Admin, groupId: string, places: Map<string, Map<number, bigint>>): Promise<void> {
  for (const { topic, partitions } of await admin.fetchOffsets({ groupId })) {
    const known = places.get(topic) ?? new Map<number, bigint>();
    for (const { partition, offset } of partitions) {
      const place = BigInt(offset);
      const slowest = known.get(partition);
      known.set(partition, slowest === undefined || place < slowest ? place : slowest);
    }
    places.set(topic, known);
  }
}

/** The messages from the places on to where the topics end now, and all dead letters; a line of JSON each. */
export async function* savedMessages(bus: Bus, prefix: string, places: Places): AsyncGenerator<Buffer> {
  const deadLetters = (await bus.topics()).filter((topic) => topic.startsWith(prefix) && topic.endsWith('.dead'));
  for (const topic of new Set([...places.keys(), ...deadLetters])) {
    for (const message of await bus.read(topic, places.get(topic)))
      yield Buffer.from(`${JSON.stringify(saved(message, prefix))}\n`);
  }
}

const saved = ({ topic, key, value, headers = {} }: Incoming, prefix: string): SavedMessage => ({
  topic: topic.slice(prefix.length),
  key: key?.toString('base64') ?? null,
  value: value?.toString('base64') ?? null,
  headers: Object.fromEntries(
    Object.entries(headers).map(([name, content]) => [name, Buffer.from(String(content)).toString('base64')]),
  ),
});
