import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { MongoClient } from 'mongodb';
import { checkAll } from './checks/all.js';
import type { Violation } from './checks/check.js';
import type { FaultKind } from './faults/fault.js';
import { type History, recorder } from './history.js';
import { install, type Layout } from './installation.js';
import { signIn } from './people.js';
import { randomOf } from './random.js';
import { lagsVanish, memoryKept, memoryOf, screensConverge } from './rest.js';
import { doHarm } from './schedule.js';
import type { Servers } from './servers.js';
import { gatherTruth } from './truth.js';
import { startWorkload } from './workload/workload.js';

type Play = {
  servers: Servers;
  kinds: readonly FaultKind[];
  layout: Layout;
  seed: number;
  people: number;
  pace: number;
  warmUpMilliseconds: number;
  milliseconds: number;
  folder: string;
  probes?: number;
  imports?: readonly string[];
  checkMemory?: boolean;
  /** Ends the run early. */
  signal?: AbortSignal;
  log(line: string): void;
};

export type Outcome = { history: History; violations: Violation[]; milliseconds: number };

/** One run: people work, harm is done, all comes to rest, and everything is looked at. */
export async function play(it: Play): Promise<Outcome> {
  const { servers, log } = it;
  await rm(it.folder, { recursive: true, force: true });
  await mkdir(it.folder, { recursive: true });
  const beganAt = Date.now();
  const record = recorder(join(it.folder, 'history.jsonl'));
  const random = randomOf(it.seed);
  const run = `${it.seed}`;
  const installation = await install({
    servers,
    run,
    layout: it.layout,
    folder: it.folder,
    recorder: record,
    probes: it.probes ?? 2,
    ...(it.imports && { imports: it.imports }),
  });
  it.signal?.addEventListener('abort', () => void installation.stop());
  try {
    const people = await signIn(installation, it.people);
    const workload = await startWorkload({
      installation,
      people,
      recorder: record,
      random: random.named('workload'),
      pace: it.pace,
    });
    await sleep(it.warmUpMilliseconds);
    const before = await memoryOf(installation);
    await doHarm({
      installation,
      kinds: it.kinds,
      random: random.named('faults'),
      recorder: record,
      milliseconds: it.milliseconds,
      log,
      ...(it.signal && { signal: it.signal }),
    });
    it.signal?.throwIfAborted();
    await Promise.all(installation.roles.map((role) => role.ready()));
    log('harm is done; everything has to come to rest');
    const resting = record.now();
    await workload.stop();
    const violations = await screensConverge(workload.screens);
    log(`screens: ${violations.length === 0 ? 'right' : 'wrong'} after ${((record.now() - resting) / 1000).toFixed(1)} s`);
    const poisoned = record.history.faults.filter(({ kind }) => kind === 'poison').length;
    violations.push(...(await lagsVanish(installation, poisoned)));
    log(`caught up after ${((record.now() - resting) / 1000).toFixed(1)} s`);
    if (it.checkMemory) violations.push(...memoryKept(before, await memoryOf(installation)));
    workload.close();
    const milliseconds = record.now();
    const truth = await gatherTruth(installation, people);
    log(`${truth.events.length} events, ${truth.messages.length} messages, ${truth.acts.length} acts under a lease are checked`);
    violations.push(...checkAll({ history: record.history, truth, people }, beganAt));
    await writeFile(join(it.folder, 'violations.json'), JSON.stringify(violations, undefined, 2));
    return { history: record.history, violations, milliseconds };
  } finally {
    await installation.stop();
    await record.close();
    await forget(servers, installation.databasePrefix);
  }
}

/** On servers that were given nothing is left behind. */
async function forget({ direct }: Servers, databasePrefix: string): Promise<void> {
  const mongo = await MongoClient.connect(direct.mongoUri, { serverSelectionTimeoutMS: 5_000 });
  const { databases } = await mongo.db().admin().listDatabases({ nameOnly: true });
  for (const { name } of databases) if (name.startsWith(databasePrefix)) await mongo.db(name).dropDatabase();
  await mongo.close();
}
