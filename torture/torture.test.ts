import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { until } from '../tests/process.js';
import type { Rule } from './checks/check.js';
import { type FaultKind, inProcess } from './faults/fault.js';
import { rewind } from './faults/rewind.js';
import type { MutationName } from './mutations/mutations.js';
import { play } from './play.js';
import { startServers, type Servers } from './servers.js';

let servers: Servers;
let folder: string;
beforeAll(async () => {
  servers = await startServers(process.env, () => undefined);
  folder = await mkdtemp(join(tmpdir(), 'atrium-torture-test-'));
});
afterAll(async () => {
  await servers.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Each probe is frozen until the other acts, where it does not already. */
const freezeProbes: FaultKind = {
  name: 'freeze',
  faults: ({ probes, databasePrefix }) => [
    {
      about: 'the probes',
      on: probes.map(({ name }) => name),
      parts: [],
      async harm() {
        const mongo = await MongoClient.connect(servers.direct.mongoUri);
        const acts = mongo.db(`${databasePrefix}probe_tasks`).collection('acts');
        const holder = async () => String((await acts.findOne({}, { sort: { _id: -1 } }))?.holder ?? '');
        try {
          await until('one of them acts', async () => (await holder()) !== '', 300);
          for (const probe of probes) {
            probe.signal('SIGSTOP');
            await until('the other acts', async () => (await holder()) !== probe.name, 300);
            probe.signal('SIGCONT');
            await probe.ready();
          }
        } finally {
          await mongo.close();
        }
      },
    },
  ],
};

/** The process is killed in the midst of its work, and once more when it is at it again. */
const killTwice: FaultKind = {
  name: 'kill',
  faults: ({ roles, databasePrefix }) =>
    roles.map((role) => ({
      ...inProcess(role),
      async harm() {
        const mongo = await MongoClient.connect(servers.direct.mongoUri);
        const events = mongo.db(`${databasePrefix}tasks`).collection('events');
        try {
          for (let time = 1; time <= 2; time++) {
            const before = await events.estimatedDocumentCount();
            await until('people work', async () => (await events.estimatedDocumentCount()) > before + 50, 300);
            await role.end('SIGKILL');
            await role.start();
          }
        } finally {
          await mongo.close();
        }
      },
    })),
};

/** No harm, but time for people to do much, however slow the machine is. */
const work: FaultKind = {
  name: 'work',
  faults: ({ databasePrefix }) => [
    {
      about: 'nothing',
      on: [],
      parts: [],
      async harm() {
        const mongo = await MongoClient.connect(servers.direct.mongoUri);
        const events = mongo.db(`${databasePrefix}tasks`).collection('events');
        try {
          await until('people have done much', async () => (await events.estimatedDocumentCount()) > 500, 300);
        } finally {
          await mongo.close();
        }
      },
    },
  ],
};

let plays = 0;

/** A short run with everything in one process, and a safeguard switched off in it; gives the rules that were broken. */
async function rulesBroken(kinds: readonly FaultKind[], mutation?: MutationName): Promise<Rule[]> {
  const name = String(++plays);
  const { violations } = await play({
    servers,
    kinds,
    layout: [{ target: 'all', count: 1 }],
    seed: plays,
    people: 12,
    pace: 10,
    lanes: 2,
    warmUpMilliseconds: 3_000,
    probes: kinds.includes(freezeProbes) ? 2 : 0,
    folder: join(folder, name),
    log: () => undefined,
    ...(mutation && { patient: false, imports: ['./torture/mutations/register.ts'], env: { TORTURE_MUTATION: mutation } }),
  });
  return [...new Set(violations.map(({ rule }) => rule))];
}

test('with every safeguard in place, nothing is found', async () => {
  expect(await rulesBroken([killTwice, freezeProbes, rewind])).toEqual([]);
}, 900_000);

test.each<[MutationName, Rule, readonly FaultKind[]]>([
  ['inbox', 'effects', [rewind]],
  ['version check', 'expected versions', [work]],
  ['outbox transaction', 'versions', [killTwice]],
  ['lease fence', 'leases', [freezeProbes]],
  ['idempotency record', 'idempotency', [work]],
])(
  'without the %s, "%s" is found broken',
  async (mutation, rule, kinds) => {
    expect(await rulesBroken(kinds, mutation)).toContain(rule);
  },
  900_000,
);
