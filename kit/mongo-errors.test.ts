import { MongoClient, type MongoClientOptions } from 'mongodb';
import { expect, onTestFinished, test } from 'vitest';
import { mongoUri } from '../tests/database.js';
import { proxyTo } from '../tests/proxy.js';
import { until } from '../tests/process.js';
import { isStorageAway } from './mongo-errors.js';
import { requirePresence, watchPresence } from './mongo-presence.js';
import { transaction } from './transaction.js';

async function connected(options: MongoClientOptions = {}) {
  const { hostname, port } = new URL(mongoUri());
  const proxy = await proxyTo(hostname, Number(port));
  const uri = `mongodb://127.0.0.1:${proxy.port}/?directConnection=true`;
  const client = await MongoClient.connect(uri, { serverSelectionTimeoutMS: 1_500, heartbeatFrequencyMS: 500, ...options });
  onTestFinished(async () => {
    proxy.close();
    await client.close();
  });
  return { client, proxy };
}

const ping = (client: MongoClient) => client.db('admin').command({ ping: 1 });
const failure = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'It did not fail.',
    (error: unknown) => error,
  );

test('a server that is gone, before a call or in it', async () => {
  const { client, proxy } = await connected();
  await ping(client);
  proxy.stall();
  const inHand = failure(ping(client));
  proxy.refuse();
  expect(isStorageAway(await inHand)).toBe(true);
  expect(isStorageAway(await failure(ping(client)))).toBe(true);
});

test('one that is known to be gone fails a transaction without another try, until it is back', async () => {
  const { client, proxy } = await connected({ serverSelectionTimeoutMS: 60_000 });
  watchPresence(client);
  const present = () => {
    try {
      requirePresence(client);
      return true;
    } catch (error) {
      if (!isStorageAway(error)) throw error;
      return false;
    }
  };
  await ping(client);
  expect(present()).toBe(true);
  proxy.refuse();
  await until('it is known to be gone', () => !present());
  let tries = 0;
  const work = async () => {
    tries += 1;
  };
  expect(isStorageAway(await failure(transaction(client, work)))).toBe(true);
  expect(tries).toBe(0);
  proxy.open();
  await until('it is known to be back', present);
  await transaction(client, work);
  expect(tries).toBe(1);
});

test('more calls than connections, for too long', async () => {
  const { client, proxy } = await connected({ maxPoolSize: 1, waitQueueTimeoutMS: 100 });
  await ping(client);
  proxy.stall();
  const first = failure(ping(client));
  expect(isStorageAway(await failure(ping(client)))).toBe(true);
  proxy.refuse();
  await first;
});

test('a connection that the other side has ended just before it is written to', () => {
  const ended = (stack: string) =>
    Object.assign(new Error('This socket has been ended by the other party'), { code: 'EPIPE', stack });
  expect(isStorageAway(ended('at Connection.writeCommand (node_modules/mongodb/src/cmap/connection.ts:722:23)'))).toBe(true);
  expect(isStorageAway(ended('at Socket.write (node_modules/kafkajs/src/network/socket.js:1:1)'))).toBe(false);
});

test('what the caller has done wrong is not the database being away', async () => {
  const { client } = await connected();
  expect(isStorageAway(await failure(client.db('admin').command({ noSuchCommand: 1 })))).toBe(false);
  expect(isStorageAway(new Error('something else'))).toBe(false);
});
