// Makes the one server a replica set of itself. Again it changes nothing.
import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';

const { MongoClient } = createRequire('/app/package.json')('mongodb');
const host = 'mongodb-0.mongodb:27017';

const client = await MongoClient.connect(`mongodb://${host}`, { directConnection: true });
const admin = client.db('admin');
try {
  await admin.command({ replSetInitiate: { _id: 'rs0', members: [{ _id: 0, host }] } });
} catch (error) {
  if (error.codeName !== 'AlreadyInitialized') throw error;
}
while (!(await admin.command({ hello: 1 })).isWritablePrimary) await sleep(200);
await client.close();
console.log(`${host} is a replica set.`);
