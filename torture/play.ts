import { randomUUID } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { MongoClient } from 'mongodb';
import { checkAll } from './checks/all.js';
import type { Violation } from './checks/check.js';
import type { FaultKind } from './faults/fault.js';
import { type History, isWrite, type Recorder, recorder } from './history.js';
import { install, type Layout } from './installation.js';
import { signIn } from './people.js';
import { randomOf } from '../kit/random.js';
import { lagsVanish, memoryKept, memoryOf, screensConverge } from './rest.js';
import { doHarm } from './schedule.js';
import type { Servers } from './servers.js';
import { gatherTruth, transactionMilliseconds } from './truth.js';
import { startWorkload } from './workload/workload.js';

type Play = {
  servers: Servers;
  kinds: readonly FaultKind[];
  layout: Layout;
  seed: number;
  people: number;
  pace: number;
  /** How many faults are under way at once. */
  lanes: number;
  warmUpMilliseconds: number;
  /** For how long harm is done; each harm once where absent. */
  milliseconds?: number;
  folder: string;
  probes?: number;
  imports?: readonly string[];
  /** Further variables of all processes. */
  env?: Record<string, string>;
  checkMemory?: boolean;
  /** Whether, when the harm is done, the outcome of every write is waited for; only where something wrong is expected it need not be. */
  patient?: boolean;
  /** Ends the run early. */
  signal?: AbortSignal;
  log(line: string): void;
};

/** How long, once the harm is done, what was lost is still sent again. */
const PATIENT_MILLISECONDS = 30_000;
const HASTY_MILLISECONDS = 1_000;

export type Outcome = { history: History; violations: Violation[]; milliseconds: number };

/** One run: people work, harm is done, all comes to rest, and everything is looked at. */
export async function play(it: Play): Promise<Outcome> {
  const { servers, log } = it;
  await rm(it.folder, { recursive: true, force: true });
  await mkdir(it.folder, { recursive: true });
  const beganAt = Date.now();
  const record = recorder(join(it.folder, 'history.jsonl'));
  const random = randomOf(it.seed);
  // Topics and realms of an earlier run with the same seed may still be there.
  const run = `${it.seed}-${randomUUID().slice(0, 4)}`;
  const installation = await install({
    servers,
    run,
    layout: it.layout,
    folder: it.folder,
    recorder: record,
    probes: it.probes ?? 2,
    ...(it.imports && { imports: it.imports }),
    ...(it.env && { env: it.env }),
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
      lanes: it.lanes,
      random: random.named('faults'),
      recorder: record,
      ...(it.milliseconds !== undefined && { milliseconds: it.milliseconds }),
      log,
      ...(it.signal && { signal: it.signal }),
    });
    it.signal?.throwIfAborted();
    await Promise.all(installation.roles.map((role) => role.ready()));
    log('harm is done; everything has to come to rest');
    const resting = record.now();
    await workload.stop(it.patient === false ? HASTY_MILLISECONDS : PATIENT_MILLISECONDS);
    const violations = await screensConverge(workload.screens);
    log(`screens: ${violations.length === 0 ? 'right' : 'wrong'} after ${((record.now() - resting) / 1000).toFixed(1)} s`);
    const poisoned = record.history.faults.filter(({ kind }) => kind === 'poison').length;
    violations.push(...(await lagsVanish(installation, poisoned)));
    log(`caught up after ${((record.now() - resting) / 1000).toFixed(1)} s`);
    if (it.patient !== false) await outcomesSettle(servers, record, log);
    if (it.checkMemory) violations.push(...memoryKept(before, await memoryOf(installation)));
    workload.close();
    const milliseconds = record.now();
    const truth = await gatherTruth({ installation, people, beganAt, log });
    log(
      `${truth.events.length} events, ${truth.messages.length} messages, ${truth.acts.length} acts under a lease, ${truth.grants.length} grants of leases, ${truth.plans.length} firings of jobs are checked`,
    );
    violations.push(...checkAll({ history: record.history, truth, people }, beganAt));
    await writeFile(join(it.folder, 'violations.json'), JSON.stringify(violations, undefined, 2));
    return { history: record.history, violations, milliseconds };
  } finally {
    await installation.stop();
    await record.close();
    await forget(servers, installation.databasePrefix);
  }
}

/** For as long as MongoDB lets a transaction live, a write that was given up may still come to be. */
async function outcomesSettle({ direct }: Servers, { history, now }: Recorder, log: Play['log']): Promise<void> {
  const open = history.operations.filter(isWrite).flatMap(({ attempts }) => {
    const last = attempts.at(-1);
    return last && (last.status === undefined || last.status >= 500) ? [last.until] : [];
  });
  if (open.length === 0) return;
  const mongo = await MongoClient.connect(direct.mongoUri);
  const lifetime = await transactionMilliseconds(mongo);
  await mongo.close();
  const left = Math.max(...open) + lifetime + 5_000 - now();
  if (left <= 0) return;
  log(`some writes were given up; what may still come of them is waited for, ${Math.round(left / 1000)} s`);
  await sleep(left);
}

/** On servers that were given nothing is left behind. */
async function forget({ direct }: Servers, databasePrefix: string): Promise<void> {
  const mongo = await MongoClient.connect(direct.mongoUri, { serverSelectionTimeoutMS: 5_000 });
  const { databases } = await mongo.db().admin().listDatabases({ nameOnly: true });
  for (const { name } of databases) if (name.startsWith(databasePrefix)) await mongo.db(name).dropDatabase();
  await mongo.close();
}
