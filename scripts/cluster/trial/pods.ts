import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Kubernetes } from '../kubernetes.js';
import { withManifest } from './clients.js';

const instance = ['--selector', 'app.kubernetes.io/instance=atrium'];
const OF_RELEASE = ['--selector', 'app.kubernetes.io/part-of=atrium,app.kubernetes.io/instance=atrium'];
const LOOK_MILLISECONDS = 500;
const PATIENCE_MILLISECONDS = 300_000;

const podList = z.object({
  items: z.array(
    z.object({
      metadata: z.object({
        name: z.string(),
        deletionTimestamp: z.string().optional(),
        labels: z.record(z.string(), z.string()),
      }),
      status: z.object({
        phase: z.string(),
        conditions: z.array(z.object({ type: z.string(), status: z.string() })).default([]),
      }),
    }),
  ),
});

export interface Pod {
  name: string;
  role: string;
  isReady: boolean;
  isGoing: boolean;
}

/** The pods of the release's roles. */
export async function podsOf({ kubectl }: Kubernetes): Promise<Pod[]> {
  const { items } = podList.parse(JSON.parse(await kubectl('get', 'pods', ...OF_RELEASE, '--output', 'json')));
  return items
    .filter(({ metadata: { labels } }) => labels['pod-template-hash'] !== undefined)
    .map(({ metadata: { name, labels, deletionTimestamp }, status: { conditions } }) => ({
      name,
      role: labels['app.kubernetes.io/component'] ?? '',
      isReady: conditions.some(({ type, status }) => type === 'Ready' && status === 'True'),
      isGoing: deletionTimestamp !== undefined,
    }));
}

/** Waits until all pods that are wanted are ready, and all others have gone. */
export async function calm(cluster: Kubernetes): Promise<void> {
  const names = (await cluster.kubectl('get', 'deployments', ...instance, '--output', 'name')).trim().split('\n');
  for (const name of names) await cluster.kubectl('rollout', 'status', name, '--timeout=5m');
  await until('the pods that were replaced are gone', async () => {
    const pods = await podsOf(cluster);
    return pods.every(({ isReady, isGoing }) => isReady && !isGoing);
  });
}

export async function scale(cluster: Kubernetes, replicas: number): Promise<void> {
  await cluster.kubectl('scale', 'deployment', ...instance, `--replicas=${replicas}`);
  await calm(cluster);
}

/** As `kubectl drain` does with the pods of a node, one after the other. */
export async function evictEach(cluster: Kubernetes): Promise<void> {
  const { kubectl, namespace } = cluster;
  for (const { name } of await podsOf(cluster)) {
    const eviction = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name, namespace } };
    const path = `/api/v1/namespaces/${namespace}/pods/${name}/eviction`;
    await withManifest(eviction, (file) =>
      // Refused as long as the disruption budget allows no other pod to go.
      until(`${name} may go`, () =>
        kubectl('create', '--raw', path, '--filename', file).then(
          () => true,
          (error: unknown) => {
            if (String(error).includes('TooManyRequests')) return false;
            throw error;
          },
        ),
      ),
    );
    await calm(cluster);
  }
}

export async function restartNameResolution({ kubectl }: Kubernetes): Promise<void> {
  const dns = ['--namespace', 'kube-system', '--selector', 'k8s-app=kube-dns'];
  await kubectl('delete', 'pods', ...dns, '--wait=true');
  await kubectl('wait', 'pods', ...dns, '--for=condition=Ready', '--timeout=3m');
}

export async function until(what: string, ask: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + PATIENCE_MILLISECONDS;
  while (!(await ask())) {
    if (Date.now() > end) throw new Error(`It did not happen within ${PATIENCE_MILLISECONDS / 1000} s: ${what}.`);
    await sleep(LOOK_MILLISECONDS);
  }
}
