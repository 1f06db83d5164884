import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { type ClientSession, type MongoClient, MongoServerError } from 'mongodb';
import { type BackupOptions, type Manifest, writeManifest } from './format.js';
import { type Places, placesOfGroups, savedMessages } from './in-flight.js';

/**
 * Writes a backup of all databases, as they were at one moment, while everything goes on. What consumers had not yet handled
 * at that moment lies on Kafka, so those messages are part of it: from the places of the groups before the moment to the
 * ends of the topics after it.
 */
export async function takeBackup({ mongo, bus, settings, folder, tell }: BackupOptions): Promise<Manifest> {
  await makeEmpty(folder);
  const places: Places = await placesOfGroups(bus.kafka, settings.topicPrefix);
  const takenAt = new Date().toISOString();
  const collections = await mongo.withSession({ snapshot: true }, async (session) => {
    const written: Manifest['collections'] = [];
    for (const [name, collection] of await collectionsOf(mongo, settings.databasePrefix)) {
      const database = name.slice(settings.databasePrefix.length);
      const file = `${database}.${collection}.bson.gz`;
      const documents = documentsOf({ mongo, session, name, collection });
      written.push({ database, collection, file, ...(await writeCompressed(join(folder, file), documents)) });
      tell(`${database}.${collection}: ${written.at(-1)?.count} documents`);
    }
    return written;
  });
  const file = 'messages.jsonl.gz';
  const messages = { file, ...(await writeCompressed(join(folder, file), savedMessages(bus, settings.topicPrefix, places))) };
  tell(`${messages.count} messages were on their way`);
  const manifest: Manifest = { format: 1, id: randomUUID(), takenAt, collections, messages };
  await writeManifest(folder, manifest);
  return manifest;
}

async function makeEmpty(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length > 0) throw new Error(`The folder ${folder} is not empty: name a new one for each backup.`);
}

async function collectionsOf(mongo: MongoClient, prefix: string): Promise<[database: string, collection: string][]> {
  const { databases } = await mongo.db().admin().listDatabases({ nameOnly: true });
  const names = databases.map(({ name }) => name).filter((name) => name.startsWith(prefix));
  const all = await Promise.all(
    names.map(async (name) => {
      const found = await mongo.db(name).listCollections({ type: 'collection' }, { nameOnly: true }).toArray();
      return found.map((collection): [string, string] => [name, collection.name]);
    }),
  );
  return all.flat().sort();
}

type Source = { mongo: MongoClient; session: ClientSession; name: string; collection: string };

async function* documentsOf({ mongo, session, name, collection }: Source): AsyncGenerator<Buffer> {
  const found = mongo
    .db(name)
    .collection(collection)
    .find<Uint8Array>({}, { session, raw: true, hint: { _id: 1 } });
  try {
    for await (const document of found) yield Buffer.from(document);
  } catch (error) {
    if (error instanceof MongoServerError && (error.codeName === 'SnapshotTooOld' || error.codeName === 'SnapshotUnavailable'))
      throw new Error(
        'MongoDB no longer knows what the moment of the backup was like. It keeps five minutes unless told otherwise: ' +
          'db.adminCommand({ setParameter: 1, minSnapshotHistoryWindowInSeconds: 3600 }).',
        { cause: error },
      );
    throw error;
  }
}

async function writeCompressed(path: string, entries: AsyncIterable<Buffer>): Promise<{ count: number; sha256: string }> {
  const hash = createHash('sha256');
  let count = 0;
  const counted = async function* () {
    for await (const entry of entries) {
      count += 1;
      yield entry;
    }
  };
  const digesting = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(undefined, chunk);
    },
  });
  await pipeline(Readable.from(counted()), createGzip({ level: 1 }), digesting, createWriteStream(path, { flags: 'wx' }));
  return { count, sha256: hash.digest('hex') };
}
