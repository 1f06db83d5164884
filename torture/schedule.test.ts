import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Fault } from './faults/fault.js';
import { recorder } from './history.js';
import type { Installation } from './installation.js';
import { randomOf } from '../kit/random.js';
import { doHarm } from './schedule.js';

const installation: Installation = {
  apiUrl: '',
  databasePrefix: '',
  topicPrefix: '',
  realm: '',
  servers: {
    environment: { MONGODB_URI: '', KAFKA_BROKERS: '', KEYCLOAK_URL: '', KEYCLOAK_ADMIN_USER: '', KEYCLOAK_ADMIN_PASSWORD: '' },
    direct: { mongoUri: '', keycloakUrl: '' },
    own: new Map(),
    ways: new Map(),
    mongoDisk: 'there is none',
    stop: () => Promise.resolve(),
  },
  roles: [],
  probes: [],
  ways: new Map(),
  env: {},
  stop: () => Promise.resolve(),
};

test('several faults are under way at once, never two on the same, and each is done', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'atrium-schedule-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const record = recorder(join(folder, 'history.jsonl'));
  onTestFinished(record.close);
  const underWay = new Set<Fault>();
  let most = 0;
  let go = () => {};
  const both = new Promise<void>((resolve) => {
    go = resolve;
  });
  const fault = (about: string, on: string[]): Fault => ({
    about,
    on,
    parts: on,
    async harm() {
      expect([...underWay].flatMap((other) => other.on).filter((name) => on.includes(name))).toEqual([]);
      underWay.add(this);
      most = Math.max(most, underWay.size);
      if (underWay.size === 2) go();
      await both;
      underWay.delete(this);
    },
  });
  const faults = [fault('a1', ['a']), fault('a2', ['a']), fault('b', ['b'])];
  const lines: string[] = [];
  await doHarm({
    installation,
    kinds: [
      { name: 'all', faults: () => faults },
      { name: 'none', faults: () => 'it cannot be done' },
    ],
    random: randomOf(1),
    recorder: record,
    lanes: 3,
    log: (line) => lines.push(line),
  });
  expect(record.history.faults.map(({ about }) => about).sort()).toEqual(['a1', 'a2', 'b']);
  expect(record.history.incidents).toEqual([]);
  expect(most).toBe(2);
  expect(lines).toContain('left out: none, because it cannot be done');
});
