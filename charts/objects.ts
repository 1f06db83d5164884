import { z } from 'zod';
import type { KubernetesObject } from './render.js';

const variable = z.looseObject({
  name: z.string(),
  value: z.string().optional(),
  valueFrom: z
    .object({ secretKeyRef: z.object({ name: z.string(), key: z.string() }).loose().optional() })
    .loose()
    .optional(),
});

const podSpec = z.looseObject({ containers: z.tuple([z.looseObject({ env: z.array(variable) })]) });
const deployment = z.object({ spec: z.looseObject({ template: z.object({ spec: podSpec }) }) });
const pod = z.object({ spec: podSpec });

const port = z.object({ port: z.number(), protocol: z.string() });
const peer = z.object({ podSelector: z.object({ matchLabels: z.record(z.string(), z.string()) }).optional() }).loose();
const networkPolicy = z.object({
  spec: z.object({
    policyTypes: z.array(z.string()),
    ingress: z.array(z.object({ from: z.array(peer).optional(), ports: z.array(port) })).default([]),
    egress: z.array(z.object({ to: z.array(peer).optional(), ports: z.array(port) })).default([]),
  }),
});

const rule = z.object({
  alert: z.string(),
  expr: z.string(),
  labels: z.object({ severity: z.enum(['critical', 'warning']) }),
  annotations: z.object({ summary: z.string(), description: z.string(), runbook_url: z.string() }),
});
const prometheusRule = z.object({ spec: z.object({ groups: z.array(z.object({ rules: z.array(rule) })) }) });

/** The objects of a kind, by the Deployment or part of the release that they belong to. */
export function byComponent(objects: readonly KubernetesObject[], kind: string): Map<string, KubernetesObject> {
  const ofKind = objects.filter((object) => object.kind === kind);
  return new Map(ofKind.map((object) => [componentOf(object.metadata.labels), object]));
}

/** The pod that a Deployment makes. */
export const podOf = (object: KubernetesObject | undefined) => deployment.parse(object).spec.template.spec;

/** Its only container. */
export const containerOf = (object: KubernetesObject | undefined) => podOf(object).containers[0];

/** The environment of that container, by name. */
export const environmentOf = (object: KubernetesObject | undefined) => byName(containerOf(object).env);

/** The same of a Pod that no Deployment makes. */
export const environmentOfPod = (object: KubernetesObject | undefined) => byName(pod.parse(object).spec.containers[0].env);

const byName = (env: readonly z.infer<typeof variable>[]) => new Map(env.map((entry) => [entry.name, entry]));

/** What a NetworkPolicy allows, as "peer:port"; the peer is a part of the release, or "other" where it is outside. */
export function connectionsOf(object: KubernetesObject | undefined): { from: string[]; to: string[] } {
  const { ingress, egress } = networkPolicy.parse(object).spec;
  return {
    from: ingress.flatMap(({ from, ports }) => allowed(from, ports)),
    to: egress.flatMap(({ to, ports }) => allowed(to, ports)),
  };
}

function allowed(peers: readonly z.infer<typeof peer>[] = [{}], ports: readonly z.infer<typeof port>[]): string[] {
  const names = peers.map(({ podSelector }) => componentOf(podSelector?.matchLabels ?? {}) || 'other');
  return names.flatMap((name) => ports.map(({ port: number }) => `${name}:${number}`));
}

const componentOf = (labels: Readonly<Record<string, string>>): string => labels['app.kubernetes.io/component'] ?? '';

export function alertsOf(objects: readonly KubernetesObject[]): z.infer<typeof rule>[] {
  const found = objects.filter(({ kind }) => kind === 'PrometheusRule');
  return found.flatMap((object) => prometheusRule.parse(object).spec.groups.flatMap(({ rules }) => rules));
}
