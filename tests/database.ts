import { randomUUID } from 'node:crypto';
import { MongoClient } from 'mongodb';
import { createStore } from '../kit/store.js';

export const mongoUri = (): string => {
  const uri = process.env.MONGODB_URI;
  if (!uri) throw new Error('The tests are not told where MongoDB is.');
  return uri;
};

/** A database of its own on the real MongoDB, with a store upon it. */
export async function testDatabase(service = 'tasks') {
  const client = await MongoClient.connect(mongoUri(), { ignoreUndefined: true });
  const name = `test_${randomUUID().slice(0, 8)}_${service}`;
  const db = client.db(name);
  return {
    client,
    name,
    db,
    store: createStore(client, db, service),
    /** A store of another process on the same database. */
    another: () => createStore(client, db, service),
    async stop() {
      // A transaction of a process that was killed holds it for up to a minute: then it stays.
      await db.dropDatabase({ maxTimeMS: 3_000 }).catch(() => undefined);
      await client.close();
    },
  };
}

export type TestDatabase = Awaited<ReturnType<typeof testDatabase>>;
