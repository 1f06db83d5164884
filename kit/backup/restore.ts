import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import type { Message } from 'kafkajs';
import { BSON, type Db, type Document, type MongoClient } from 'mongodb';
import { type Bus, busEvent } from '../bus.js';
import type { EventDocument } from '../events.js';
import { type BackupOptions, type Manifest, readManifest, SavedMessage } from './format.js';

/** Written at once; MongoDB takes 48 MB and 100,000 documents at most. */
const BATCH_BYTES = 8 * 1024 * 1024;
const BATCH_DOCUMENTS = 1_000;
const BATCH_MESSAGES = 500;

type Marker = { _id: 'restore'; backup: string };

const markers = (mongo: MongoClient, prefix: string) => mongo.db(`${prefix}restore`).collection<Marker>('state');

/** Throws in words where a restore was begun and has not come to its end: nobody must work on half of the data. */
export async function refuseHalfRestored(mongo: MongoClient, prefix: string): Promise<void> {
  const marker = await markers(mongo, prefix).findOne({ _id: 'restore' });
  if (marker) throw new Error(`The backup ${marker.backup} has been restored only in part: run the restore again to its end.`);
}

/**
 * Puts a backup into an installation that has no data: its databases first, then the messages that were on their way, so that
 * consumers go on where they were. What they had done already is noted in their databases and is not done again. One that was
 * cut short begins anew when it is run again.
 */
export async function restoreBackup({ mongo, bus, settings, folder, tell }: BackupOptions): Promise<Manifest> {
  const { databasePrefix: prefix, topicPrefix } = settings;
  const manifest = await readManifest(folder);
  const databases = [...new Set(manifest.collections.map(({ database }) => database))];
  const marker = markers(mongo, prefix);
  const begun = await marker.findOne({ _id: 'restore' });
  if (begun && begun.backup !== manifest.id)
    throw new Error(`The backup ${begun.backup} has been restored in part here: finish that one, or drop the databases.`);
  if (begun) for (const database of databases) await mongo.db(`${prefix}${database}`).dropDatabase();
  else await requireNothing(mongo, prefix, bus, topicPrefix);

  await marker.updateOne(
    { _id: 'restore' },
    { $set: { backup: manifest.id } },
    { upsert: true, writeConcern: { w: 'majority' } },
  );
  for (const { database, collection, file, count } of manifest.collections) {
    await insertAll(mongo.db(`${prefix}${database}`), collection, join(folder, file));
    tell(`${database}.${collection}: ${count} documents`);
  }
  const sent = await sendAll(mongo, bus, settings, join(folder, manifest.messages.file));
  tell(`${sent} of ${manifest.messages.count} messages go on their way again; the others are of later than ${manifest.takenAt}`);
  await mongo.db(`${prefix}restore`).dropDatabase({ writeConcern: { w: 'majority' } });
  return manifest;
}

async function requireNothing(mongo: MongoClient, prefix: string, bus: Bus, topicPrefix: string): Promise<void> {
  const { databases } = await mongo.db().admin().listDatabases({ nameOnly: true });
  for (const { name } of databases.filter((one) => one.name.startsWith(prefix)))
    for (const collection of await mongo.db(name).collections())
      if (await collection.findOne({}, { projection: { _id: 1 }, hint: { _id: 1 } }))
        throw new Error(
          `There is data in ${collection.namespace}: a backup is restored into empty databases only. Drop them, or set another ATRIUM_DATABASE_PREFIX.`,
        );
  const topics = (await bus.topics()).filter((topic) => topic.startsWith(topicPrefix));
  for (const topic of topics)
    if (await bus.hasMessages(topic))
      throw new Error(
        `There are messages in ${topic}, perhaps of later than the backup: a backup is restored beside empty topics only. Delete them, or set another ATRIUM_TOPIC_PREFIX.`,
      );
}

async function insertAll(db: Db, name: string, path: string): Promise<void> {
  const collection = db.collection(name);
  let batch: Document[] = [];
  let bytes = 0;
  const flush = async () => {
    if (batch.length > 0) await collection.insertMany(batch, { ordered: false, writeConcern: { w: 'majority' } });
    [batch, bytes] = [[], 0];
  };
  for await (const raw of bsonIn(path)) {
    // Numbers keep the type they have in MongoDB.
    batch.push(BSON.deserialize(raw, { promoteValues: false, promoteBuffers: false, bsonRegExp: true }));
    bytes += raw.length;
    if (bytes >= BATCH_BYTES || batch.length >= BATCH_DOCUMENTS) await flush();
  }
  await flush();
}

/** The documents of a file: each begins with its own length (https://bsonspec.org). */
async function* bsonIn(path: string): AsyncGenerator<Buffer> {
  const unzipped: AsyncIterable<Buffer> = createReadStream(path).pipe(createGunzip());
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of unzipped) {
    rest = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    let from = 0;
    while (rest.length - from >= 4 && rest.length - from >= rest.readInt32LE(from)) {
      const length = rest.readInt32LE(from);
      yield rest.subarray(from, from + length);
      from += length;
    }
    rest = rest.subarray(from);
  }
  if (rest.length > 0) throw new Error(`${path} ends in the middle of a document.`);
}

/** Answers how many; those of events which the databases do not have came later than the backup. */
async function sendAll(mongo: MongoClient, bus: Bus, settings: BackupOptions['settings'], path: string): Promise<number> {
  let sent = 0;
  let batch: SavedMessage[] = [];
  const flush = async () => {
    const known = await ofKnownEvents(mongo, settings.databasePrefix, batch);
    const topics = [...new Set(known.map(({ topic }) => topic))];
    await bus.ensureTopics(topics.map((topic) => settings.topicPrefix + topic));
    for (const topic of topics)
      await bus.send(settings.topicPrefix + topic, known.filter((message) => message.topic === topic).map(messageOf));
    sent += known.length;
    batch = [];
  };
  for await (const line of createInterface({ input: createReadStream(path).pipe(createGunzip()) })) {
    batch.push(SavedMessage.parse(JSON.parse(line)));
    if (batch.length >= BATCH_MESSAGES) await flush();
  }
  if (batch.length > 0) await flush();
  return sent;
}

async function ofKnownEvents(mongo: MongoClient, prefix: string, messages: readonly SavedMessage[]): Promise<SavedMessage[]> {
  const events = messages.map((message) => {
    const { headers, value } = messageOf(message);
    return busEvent(headers, value);
  });
  const known = new Set<string>();
  for (const service of new Set(events.flatMap((event) => event?.service ?? []))) {
    const ids = events.flatMap((event) => (event?.service === service ? event.id : []));
    const found = mongo
      .db(`${prefix}${service}`)
      .collection<EventDocument>('events')
      .find({ _id: { $in: ids } });
    for await (const { _id } of found.project<{ _id: string }>({ _id: 1 })) known.add(_id);
  }
  return messages.filter((_, index) => known.has(events[index]?.id ?? ''));
}

const decoded = (text: string | null): Buffer | null => (text === null ? null : Buffer.from(text, 'base64'));

const messageOf = ({ key, value, headers }: SavedMessage): Message & { value: Buffer | null } => ({
  key: decoded(key),
  value: decoded(value),
  headers: Object.fromEntries(Object.entries(headers).map(([name, content]) => [name, Buffer.from(content, 'base64')])),
});
