import { randomUUID } from 'node:crypto';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { child } from '../tests/child.js';
import { mongoUri, testDatabase, type TestDatabase } from '../tests/database.js';
import { testLog as log } from '../tests/log.js';
import { until } from '../tests/process.js';
import { proxyTo } from '../tests/proxy.js';
import { claimLease, type Held, type LeaseDocument, releaseLease, underLease } from './lease.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.stop());

const milliseconds = 600;

/** A process as far as leases see one; its work lasts until the lease is lost. */
function contender(name: string, leases = database.store.leases) {
  const terms: number[] = [];
  let held: Held | undefined;
  const runner = underLease(leases, { name, holder: randomUUID(), log, milliseconds }, async (given) => {
    terms.push(given.term);
    held = given;
    await new Promise<void>((resolve) => {
      given.signal.addEventListener('abort', () => resolve());
    });
    held = undefined;
  });
  runner.start();
  onTestFinished(() => runner.stop());
  return { terms, holds: () => held?.holds() ?? false, stop: () => runner.stop() };
}

test('one holds it, and gives it up when it stops: the other takes over at once, under a higher term', async () => {
  const one = contender('handover');
  await until('the first holds it', one.holds);
  const other = contender('handover');
  // Long enough for the lease to have been renewed.
  await new Promise((resolve) => setTimeout(resolve, milliseconds * 1.5));
  expect([one.terms, other.terms]).toEqual([[1], []]);

  await one.stop();
  await until('the other holds it', other.holds, milliseconds / 1000);
  expect(other.terms).toEqual([2]);
});

test('of many who ask at once for a lease that never was, one gets it', async () => {
  const holders = Array.from({ length: 20 }, () => randomUUID());
  const terms = await Promise.all(holders.map((holder) => claimLease(database.store.leases, 'rush', holder, 5_000)));
  expect(terms.filter((term) => term !== undefined)).toEqual([1]);
});

test('who asks again keeps its term, and who gives up a lease of another changes nothing', async () => {
  const { leases } = database.store;
  expect(await claimLease(leases, 'kept', 'a', 5_000)).toBe(1);
  expect(await claimLease(leases, 'kept', 'a', 5_000)).toBe(1);
  await releaseLease(leases, 'kept', 'b');
  expect(await claimLease(leases, 'kept', 'b', 5_000)).toBeUndefined();
  await releaseLease(leases, 'kept', 'a');
  expect(await claimLease(leases, 'kept', 'b', 5_000)).toBe(2);
});

test('a holder whose database swallows everything gives up before another can take over', async () => {
  const { hostname, port } = new URL(mongoUri());
  const proxy = await proxyTo(hostname, Number(port));
  const client = await MongoClient.connect(`mongodb://127.0.0.1:${proxy.port}/?directConnection=true`);
  onTestFinished(async () => {
    await client.close();
    proxy.close();
  });
  const cut = contender('swallowed', client.db(database.name).collection<LeaseDocument>('leases'));
  await until('the first holds it', cut.holds);
  const other = contender('swallowed');

  proxy.stall();
  await until('the other holds it', () => {
    expect(cut.holds() && other.holds()).toBe(false);
    return other.holds();
  });
  expect(other.terms).toEqual([2]);

  proxy.open();
  await other.stop();
  await until('the first has it again', cut.holds);
  expect(cut.terms).toEqual([1, 3]);
});

test('a frozen process loses it to another under a higher term, and knows once it is thawed', async () => {
  const env = { URI: mongoUri(), DATABASE: database.name, HOLDER: 'frozen', MILLISECONDS: String(milliseconds) };
  const frozen = await child(new URL('./lease-holder.testing.ts', import.meta.url), env);
  onTestFinished(frozen.end);
  await until('the process holds it', () => frozen.told.length > 0);
  const other = contender('test');

  frozen.signal('SIGSTOP');
  await until('the other holds it', other.holds);
  expect(other.terms).toEqual([2]);
  frozen.signal('SIGCONT');
  await until('the process knows', () => frozen.told.length > 1);
  expect(frozen.told).toEqual([{ held: 1 }, { lost: 1 }]);
});

test('stopping while the lease is being asked for ends at once, and leaves it free', async () => {
  for (let index = 0; index < 20; index++) {
    const stopped = contender(`early ${index}`);
    await stopped.stop();
    expect(await claimLease(database.store.leases, `early ${index}`, 'after', 1_000)).toBeDefined();
  }
});

test('work that fails starts again', async () => {
  let runs = 0;
  const runner = underLease(database.store.leases, { name: 'failing', holder: 'a', log, milliseconds: 100 }, async () => {
    runs += 1;
    throw new Error('It fails.');
  });
  runner.start();
  await until('it ran again', () => runs >= 2);
  await runner.stop();
});
