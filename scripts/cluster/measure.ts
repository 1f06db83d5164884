import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../infra/progress.js';
import { forward } from './forward.js';
import type { Kubernetes } from './kubernetes.js';
import { work } from './load.js';
import { type Usage, usage } from './usage.js';

/** CPU in cores and the most memory in MiB, while something lasted. */
interface Measured {
  cores: number;
  memory: number;
}

const lookEveryMilliseconds = 5_000;

/** Prints what each role uses while nobody does anything, and while people work. */
export async function measure(cluster: Kubernetes, seconds: number, log: Log): Promise<void> {
  const { namespace, kubectl } = cluster;
  const secret = (name: string) =>
    kubectl('get', 'secret', 'atrium-tester', '--output', `go-template={{.data.${name} | base64decode}}`);
  const [api, keycloak] = await Promise.all([forward(namespace, 'atrium', 80), forward(namespace, 'keycloak', 8080)]);
  try {
    const idle = await during(cluster, () => sleep(seconds * 1000));
    const who = { user: await secret('username'), password: await secret('password') };
    // One person has up to twenty WebSockets.
    const load = { apiUrl: api.url, keycloakUrl: keycloak.url, ...who, clients: 16, sockets: 20, seconds };
    const loaded = await during(cluster, () => work(load));
    const { requests, failures } = loaded.result;
    if (failures.length > 0)
      throw new Error(
        `${failures.length} of ${requests} requests failed, so the figures would say nothing. The first: ${failures[0]}`,
      );
    log(`${(requests / loaded.seconds).toFixed(0)} requests/s for ${loaded.seconds.toFixed(0)} s.\n`);
    log('| | idle CPU | idle memory | busy CPU | busy memory |\n| --- | --- | --- | --- | --- |');
    for (const [role, { cores, memory }] of idle.measured) {
      const busy = loaded.measured.get(role);
      const row = [role, millicores(cores), mebibytes(memory), busy && millicores(busy.cores), busy && mebibytes(busy.memory)];
      log(`| ${row.map((cell) => cell ?? '').join(' | ')} |`);
    }
  } finally {
    api.close();
    keycloak.close();
  }
}

const millicores = (cores: number): string => `${Math.round(cores * 1000)}m`;
const mebibytes = (memory: number): string => `${Math.round(memory)} MiB`;

async function during<Result>(cluster: Kubernetes, something: () => Promise<Result>) {
  const began = Date.now();
  const before = await usage(cluster);
  const most = new Map<string, number>();
  const note = (now: ReadonlyMap<string, Usage>) => {
    for (const [role, { memory }] of now) most.set(role, Math.max(memory, most.get(role) ?? 0));
  };
  let over = false;
  const looking = (async () => {
    while (!over) {
      note(await usage(cluster));
      await sleep(lookEveryMilliseconds);
    }
  })();
  const result = await something();
  over = true;
  await looking;
  // The kubelet looks at its containers every ten seconds or so.
  const after = await usage(cluster);
  note(after);
  const seconds = (Date.now() - began) / 1000;
  const measured = new Map<string, Measured>();
  for (const [role, { cpuSeconds }] of after) {
    const cores = (cpuSeconds - (before.get(role)?.cpuSeconds ?? 0)) / seconds;
    measured.set(role, { cores, memory: most.get(role) ?? 0 });
  }
  return { result, seconds, measured };
}
