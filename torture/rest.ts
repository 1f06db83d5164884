import { setTimeout as sleep } from 'node:timers/promises';
import { MongoClient } from 'mongodb';
import { createBus } from '../kit/bus.js';
import { createLog } from '../kit/log.js';
import { readSettings } from '../kit/settings.js';
import type { Violation } from './checks/check.js';
import type { Installation } from './installation.js';
import type { Screen } from './workload/screen.js';

const SCREENS_SECONDS = 10;
const LAGS_SECONDS = 60;

/** Waits until each screen shows what it would show if it were opened now. */
export async function screensConverge(screens: ReadonlyMap<string, Screen>): Promise<Violation[]> {
  const end = performance.now() + SCREENS_SECONDS * 1000;
  for (;;) {
    const wrong = (
      await Promise.all(
        [...screens].map(async ([user, screen]) => {
          const truth = await screen.afresh();
          const shown = screen.shown();
          const ids = new Set([...truth.keys(), ...shown.keys()]);
          const odd = [...ids].filter((id) => truth.get(id) !== shown.get(id));
          return odd.map((id) => ({ user, task: id, shown: shown.get(id), version: truth.get(id) }));
        }),
      )
    ).filter((odd) => odd.length > 0);
    if (wrong.length === 0) return [];
    if (performance.now() > end)
      return wrong.map((odd) => ({
        rule: 'screens',
        what: `the screen of ${odd[0]?.user} was wrong about ${odd.length} tasks after ${SCREENS_SECONDS} s`,
        evidence: odd,
      }));
    await sleep(250);
  }
}

/** Waits until everything that was stored is sent, and everything that was sent is handled. */
export async function lagsVanish(installation: Installation, poisoned: number): Promise<Violation[]> {
  const mongo = await MongoClient.connect(installation.servers.direct.mongoUri);
  const bus = createBus(readSettings(installation.env), createLog({ level: 'fatal', development: true }));
  const admin = bus.kafka.admin();
  await admin.connect();

  async function lags(): Promise<Record<string, number>> {
    const found: Record<string, number> = {};
    for (const service of ['auth', 'org', 'tasks', 'time', 'notify']) {
      const events = mongo.db(`${installation.databasePrefix}${service}`).collection('events');
      found[`outbox of ${service}`] = await events.countDocuments({ sent: false }, { hint: 'unsent' });
    }
    const { groups } = await admin.listGroups();
    for (const { groupId } of groups) {
      if (!groupId.startsWith(installation.topicPrefix) || /broadcast|reading|probe/.test(groupId)) continue;
      const topics = (await admin.fetchOffsets({ groupId })).map(({ topic }) => topic);
      // Poison waits in retry topics until it has been tried often enough.
      for (const [topic, lag] of await bus.lag(groupId, topics))
        found[`${groupId} on ${topic}`] = topic.includes('.retry.') ? Math.max(0, lag - poisoned) : lag;
    }
    return Object.fromEntries(Object.entries(found).filter(([, lag]) => lag > 0));
  }

  try {
    const end = performance.now() + LAGS_SECONDS * 1000;
    for (;;) {
      const left = await lags();
      if (Object.keys(left).length === 0) return [];
      if (performance.now() > end)
        return [{ rule: 'lags', what: `not everything was caught up with after ${LAGS_SECONDS} s`, evidence: [left] }];
      await sleep(500);
    }
  } finally {
    await admin.disconnect();
    await bus.stop?.();
    await mongo.close();
  }
}

/** Bytes in use by each process, garbage left out. */
export async function memoryOf({ roles }: Installation): Promise<Map<string, number>> {
  for (const role of roles) role.signal('SIGUSR2');
  await sleep(1_000);
  const sizes = await Promise.all(
    roles.map(async ({ name, adminPort }) => {
      const text = await (await fetch(`http://localhost:${adminPort}/metrics`)).text();
      const figure = (metric: string) => Number(new RegExp(`^${metric} (\\S+)$`, 'm').exec(text)?.[1]);
      return [name, figure('nodejs_heap_size_used_bytes') + figure('nodejs_external_memory_bytes')] as const;
    }),
  );
  return new Map(sizes);
}

const MOST_GROWTH = 1.2;

export function memoryKept(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): Violation[] {
  return [...before].flatMap(([process, start]): Violation[] => {
    const end = after.get(process) ?? Number.NaN;
    if (end <= start * MOST_GROWTH) return [];
    const megabytes = (bytes: number) => Math.round(bytes / 2 ** 20);
    const what = `${process} had ${megabytes(start)} MiB in the beginning and ${megabytes(end)} MiB in the end`;
    return [{ rule: 'memory', what, evidence: [] }];
  });
}
