import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { child } from '../tests/child.js';
import { mongoUri, testDatabase, type TestDatabase } from '../tests/database.js';
import { until } from '../tests/process.js';
import { proxyTo } from '../tests/proxy.js';
import { MongoClient } from 'mongodb';
import { type CounterDocument, idBlocks } from './ids.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.stop());

const counters = () => database.db.collection<CounterDocument>('counters');

test('two processes that take ids at the same time never get the same one', async () => {
  const env = { URI: mongoUri(), DATABASE: database.name, COUNT: '3000' };
  const program = new URL('./ids-process.testing.ts', import.meta.url);
  const processes = await Promise.all([child(program, env), child(program, env)]);
  onTestFinished(async () => {
    for (const one of processes) await one.end();
  });
  await until('both run', () => processes.every(({ told }) => told.length === 1));
  for (const one of processes) one.send('go');
  await until('both have their ids', () => processes.every(({ told }) => told.length === 2));

  const ids = processes.flatMap(({ told }) => z.array(z.number().int().positive()).parse(told[1]));
  expect(ids).toHaveLength(6_000);
  expect(new Set(ids).size).toBe(6_000);
  // Gaps only where blocks were not used up.
  expect(Math.max(...ids)).toBeLessThan(6_000 + 2 * 640);
});

test('ids begin with 1 and grow by 1, over many blocks', async () => {
  const next = idBlocks(counters(), 'small', 3);
  const ids: number[] = [];
  for (let index = 0; index < 50; index++) ids.push(await next());
  expect(ids).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
});

test('a database that is away fails those who wait, and the next ask again', async () => {
  const { hostname, port } = new URL(mongoUri());
  const proxy = await proxyTo(hostname, Number(port));
  const uri = `mongodb://127.0.0.1:${proxy.port}/?directConnection=true`;
  const client = await MongoClient.connect(uri, { serverSelectionTimeoutMS: 500, heartbeatFrequencyMS: 500 });
  onTestFinished(async () => {
    await client.close();
    proxy.close();
  });
  const next = idBlocks(client.db(database.name).collection<CounterDocument>('counters'), 'away', 1);
  expect(await next()).toBe(1);
  proxy.refuse();
  const outcomes = await Promise.allSettled([next(), next(), next()]);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  proxy.open();
  expect(await until('an id', () => next().catch(() => undefined))).toBeGreaterThan(1);
});
