import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Log } from '../../infra/progress.js';
import { root } from '../../start/build.js';
import { installChart } from '../evaluation.js';
import type { HandOver } from '../hand-over.js';
import { type Images, provideAtrium } from '../images.js';
import type { Kubernetes } from '../kubernetes.js';
import { balance } from './balance.js';
import { type Clients, startClients } from './clients.js';
import { broken, figuresOf, type Figures, type Phase, tableOf } from './figures.js';
import { nextVersion } from './next-version.js';
import { calm, evictEach, restartNameResolution, scale } from './pods.js';

interface Order {
  handOver: HandOver;
  log: Log;
  signal: AbortSignal;
  /** How long it is watched before anything is done to it. */
  seconds: number;
}

/** As the chart has it: so that an evicted pod leaves another behind. */
const REPLICAS = 2;
/** Sockets are given fifteen seconds to hear of a write. */
const SETTLE_MILLISECONDS = 20_000;
const MOST_SHOWN = 10;

/** Values with which two and three pods of each role fit on a small node. */
export async function trialValues(): Promise<string[]> {
  const roles = z.record(z.string(), z.unknown()).parse(parse(await readFile(join(root, 'charts/atrium/roles.yaml'), 'utf8')));
  const small = Object.keys(roles).map((role) => `services.${role}.resources.requests.cpu=20m`);
  return [...small, `defaults.replicas=${REPLICAS}`];
}

/** Changes the release in every way in which it is changed in its life, under people at work; prints what they met. */
export async function trial(cluster: Kubernetes, images: Images, order: Order): Promise<boolean> {
  const { log, signal } = order;
  const next = { ...images, atrium: await provideNext(order) };
  const more = (await trialValues()).flatMap((value) => ['--set', value]);
  const clients = await startClients(cluster, images, signal);
  const told: string[] = [];
  try {
    const done = await phasesOf(cluster, clients, log, [
      ['before', () => sleep(order.seconds * 1000)],
      ['upgrade', () => installChart(cluster, next, more)],
      ['rollback', () => cluster.helm('rollback', 'atrium', '--wait', '--timeout', '10m')],
      ['eviction of each pod', () => evictEach(cluster)],
      ['scaling to 1', () => scale(cluster, 1)],
      [
        'scaling to 3',
        async () => {
          await scale(cluster, 3);
          const { noticedSeconds, shares } = await balance(cluster, order.seconds);
          told.push(
            `Three pods of tasks: all called ${noticedSeconds} s after they were ready, then ${shares.join(', ')} of 100 calls.`,
          );
        },
      ],
      ['scaling back to 1', () => scale(cluster, 1)],
      ['restart of CoreDNS', () => restartNameResolution(cluster)],
    ]);
    const [before] = done;
    if (!before) return false;
    log(`\n${tableOf(done)}\n`);
    for (const line of told) log(line);
    const answersOfNext = clients.seconds.reduce((sum, one) => sum + one.next, 0);
    const wrong = [
      ...done.flatMap((figures) => broken(figures, before)),
      ...(answersOfNext === 0 ? ['No answer came from the next version.'] : []),
    ];
    log(`${answersOfNext} answers came from the next version.`);
    for (const line of wrong) log(`NOT HELD: ${line}`);
    return wrong.length === 0;
  } finally {
    await clients.stop();
  }
}

async function phasesOf(
  cluster: Kubernetes,
  { seconds }: Clients,
  say: Log,
  phases: readonly (readonly [name: string, work: () => Promise<unknown>])[],
): Promise<Figures[]> {
  const all: Figures[] = [];
  await sleep(SETTLE_MILLISECONDS);
  for (const [name, work] of phases) {
    const phase: Phase = { name, from: Date.now(), to: 0, settled: 0 };
    await work();
    await calm(cluster);
    phase.to = Date.now();
    await sleep(SETTLE_MILLISECONDS);
    phase.settled = Date.now();
    const figures = figuresOf(phase, seconds);
    all.push(figures);
    say(`${name}: ${figures.requests} requests in ${figures.seconds} s, ${figures.failed} failed, p99 ${figures.p99} ms`);
    const within = seconds.filter(({ at }) => at > phase.from && at <= phase.settled);
    for (const failure of within.flatMap(({ failed, missed }) => [...failed, ...missed]).slice(0, MOST_SHOWN))
      say(`  ${failure}`);
  }
  return all;
}

async function provideNext(order: Order): Promise<Images['atrium']> {
  const folder = await nextVersion(root);
  try {
    return await provideAtrium(order, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
