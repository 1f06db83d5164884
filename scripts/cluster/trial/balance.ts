import { setTimeout as sleep } from 'node:timers/promises';
import type { Kubernetes } from '../kubernetes.js';
import { podsOf, until } from './pods.js';

/** How many calls of tasks each pod of the role has answered. */
async function callsOf(cluster: Kubernetes): Promise<Map<string, number>> {
  const calls = new Map<string, number>();
  for (const { name } of (await podsOf(cluster)).filter(({ role }) => role === 'tasks')) {
    const text = await cluster.kubectl('get', '--raw', `/api/v1/namespaces/${cluster.namespace}/pods/${name}:9464/proxy/metrics`);
    const counted = text.matchAll(/^atrium_grpc_server_handled_total\{service="atrium\.tasks[^}]*\} (\d+)/gm);
    calls.set(
      name,
      [...counted].reduce((sum, [, count]) => sum + Number(count), 0),
    );
  }
  return calls;
}

/** After how many seconds each pod of tasks has been called, and then how many calls each takes of a hundred. */
export async function balance(cluster: Kubernetes, seconds: number): Promise<{ noticedSeconds: number; shares: number[] }> {
  const began = Date.now();
  await until('every pod is called', async () => [...(await callsOf(cluster)).values()].every((count) => count > 0));
  const noticedSeconds = Math.round((Date.now() - began) / 1000);
  const before = await callsOf(cluster);
  await sleep(seconds * 1000);
  const counts = [...(await callsOf(cluster))].map(([name, count]) => count - (before.get(name) ?? 0));
  const sum = counts.reduce((total, count) => total + count, 0);
  return { noticedSeconds, shares: counts.map((count) => Math.round((count * 100) / sum)) };
}
