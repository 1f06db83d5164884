import { z } from 'zod';
import type { Kubernetes } from './kubernetes.js';

const summary = z.object({
  pods: z.array(
    z.object({
      podRef: z.object({ name: z.string(), namespace: z.string() }),
      containers: z.array(
        z.object({
          cpu: z.object({ usageCoreNanoSeconds: z.number().default(0) }).default({ usageCoreNanoSeconds: 0 }),
          memory: z.object({ workingSetBytes: z.number().default(0) }).default({ workingSetBytes: 0 }),
        }),
      ),
    }),
  ),
});
const names = z.object({
  items: z.array(z.object({ metadata: z.object({ name: z.string(), labels: z.record(z.string(), z.string()) }) })),
});
const nodes = z.object({ items: z.array(z.object({ metadata: z.object({ name: z.string() }) })) });

/** What the pods of a role have used. */
export interface Usage {
  /** CPU seconds since their start. */
  cpuSeconds: number;
  /** What counts against the limit, in MiB. */
  memory: number;
}

/** What each role uses now, as the kubelets have it: they need no metrics server for it. */
export async function usage({ kubectl, namespace }: Kubernetes): Promise<Map<string, Usage>> {
  const pods = names.parse(JSON.parse(await kubectl('get', 'pods', '--output', 'json')));
  const roles = new Map(pods.items.map(({ metadata: { name, labels } }) => [name, roleOf(labels)]));
  const used = new Map<string, Usage>();
  for (const node of nodes.parse(JSON.parse(await kubectl('get', 'nodes', '--output', 'json'))).items) {
    const stats = summary.parse(
      JSON.parse(await kubectl('get', '--raw', `/api/v1/nodes/${node.metadata.name}/proxy/stats/summary`)),
    );
    for (const { podRef, containers } of stats.pods) {
      const role = roles.get(podRef.name);
      if (podRef.namespace !== namespace || role === undefined) continue;
      const sum = used.get(role) ?? { cpuSeconds: 0, memory: 0 };
      for (const { cpu, memory } of containers) {
        sum.cpuSeconds += cpu.usageCoreNanoSeconds / 1e9;
        sum.memory += memory.workingSetBytes / 2 ** 20;
      }
      used.set(role, sum);
    }
  }
  return used;
}

const roleOf = (labels: Readonly<Record<string, string>>): string | undefined =>
  labels['app.kubernetes.io/component'] ?? labels['app.kubernetes.io/name'];
