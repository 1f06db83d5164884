import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments, stringify } from 'yaml';
import { z } from 'zod';
import { CommandFailed, runCommand } from '../scripts/infra/command.js';
import { tool } from '../scripts/tools.js';

export const chart = join(import.meta.dirname, 'atrium');

/** The example values in charts/atrium/ci. */
export const examples = ['minimal', 'production', 'all-in-one', 'openshift'] as const;
export type Example = (typeof examples)[number];

/** Each is a Deployment of its own, unless all are one. */
export const roles = ['auth', 'org', 'tasks', 'time', 'notify', 'gateway'];

/** Built by `go install`, helm takes itself for one of Kubernetes 1.20. */
const kubeVersion = ['--kube-version', '1.34.2'];

/** Custom resources that a cluster with all operators knows. */
export const keda = 'keda.sh/v1alpha1';

const kubernetesObject = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string(), labels: z.record(z.string(), z.string()) }),
});
export type KubernetesObject = z.infer<typeof kubernetesObject>;

/** What helm makes of an example, with values on top of it, as release `demo` in namespace `office`. */
export async function render(example: Example, values: object = {}, apis: readonly string[] = []): Promise<KubernetesObject[]> {
  const text = await renderText(example, values, apis);
  return parseAllDocuments(text).map((document) => kubernetesObject.parse(document.toJS()));
}

/** The same as text; `apis` are custom resources that the cluster knows. */
export async function renderText(example: Example, values: object = {}, apis: readonly string[] = []): Promise<string> {
  const known = apis.flatMap((api) => ['--api-versions', api]);
  return helm('template', ['demo', chart, '--namespace', 'office', ...known], example, values);
}

/** What `helm lint --strict` finds in the chart with an example's values: empty if nothing. */
export async function lint(example: Example): Promise<string> {
  return helm('lint', [chart, '--strict', '--quiet'], example, {});
}

/** The reason for which helm refuses values. */
export async function refusal(example: Example, values: object): Promise<string> {
  try {
    await renderText(example, values);
  } catch (error) {
    if (error instanceof CommandFailed) return error.output;
    throw error;
  }
  throw new Error('helm did not refuse them.');
}

async function helm(command: string, parameters: string[], example: Example, values: object): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'atrium-values-'));
  try {
    const file = join(folder, 'values.yaml');
    await writeFile(file, stringify(values));
    const files = ['--values', join(chart, 'ci', `${example}-values.yaml`), '--values', file];
    return await runCommand(await tool('helm'), [command, ...parameters, ...kubeVersion, ...files]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
