import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../../start/build.js';
import type { Images } from '../images.js';
import type { Kubernetes } from '../kubernetes.js';
import { type Second, second } from './figures.js';

const CLIENTS = 50;
/** One person has up to twenty sockets. */
const people = ['dana', 'emil', 'fumiko', 'goran', 'hanna'];
const POD = 'trial';

/** Many people at work in a pod of their own, as near to the release as its callers in the cluster are. */
export interface Clients {
  /** What they told so far. */
  readonly seconds: readonly Second[];
  stop: () => Promise<void>;
}

export async function startClients(cluster: Kubernetes, { atrium }: Images, signal: AbortSignal): Promise<Clients> {
  const { kubectl, namespace } = cluster;
  const stop = async () => {
    await kubectl('delete', `pod/${POD}`, `configmap/${POD}`, '--ignore-not-found', '--grace-period=0', '--force');
  };
  await stop();
  const scripts = [join(import.meta.dirname, 'client.mjs'), join(root, 'k8s/evaluation/people.mjs')];
  await kubectl('create', 'configmap', POD, ...scripts.map((file) => `--from-file=${file}`));
  await withManifest(podOf(`${atrium.repository}:${atrium.tag}`), (file) => kubectl('create', '--filename', file));
  await kubectl('wait', `pod/${POD}`, '--for=condition=Ready', '--timeout=3m');
  const seconds: Second[] = [];
  const logs = spawn('kubectl', ['--namespace', namespace, 'logs', '--follow', POD, '--container', 'clients'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    signal,
  });
  logs.on('error', () => undefined);
  collect(logs, seconds);
  return { seconds, stop };
}

function collect({ stdout }: ChildProcess, seconds: Second[]): void {
  if (!stdout) return;
  createInterface(stdout).on('line', (line) => {
    if (line.startsWith('{')) seconds.push(second.parse(JSON.parse(line)));
    else console.log(`clients: ${line}`);
  });
}

function podOf(image: string): object {
  const secret = (name: string, key: string) => ({ valueFrom: { secretKeyRef: { name, key } } });
  const password = { name: 'PASSWORD', ...secret('atrium-tester', 'password') };
  const container = {
    image,
    resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '512Mi' } },
    securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
    // Beneath the packages of the image, so that they are found.
    volumeMounts: [{ name: 'scripts', mountPath: '/app/trial', readOnly: true }],
  };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: POD, labels: { 'app.kubernetes.io/name': 'trial' } },
    spec: {
      restartPolicy: 'Never',
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      securityContext: { runAsNonRoot: true, runAsUser: 10001, runAsGroup: 10001, seccompProfile: { type: 'RuntimeDefault' } },
      initContainers: people.map((name) => ({
        name,
        ...container,
        command: ['node', '/app/trial/people.mjs'],
        env: [
          { name: 'PERSON', value: name },
          password,
          { name: 'KEYCLOAK_ADMIN_USER', ...secret('atrium-evaluation', 'KEYCLOAK_ADMIN_USER') },
          { name: 'KEYCLOAK_ADMIN_PASSWORD', ...secret('atrium-evaluation', 'KEYCLOAK_ADMIN_PASSWORD') },
        ],
      })),
      containers: [
        {
          name: 'clients',
          ...container,
          command: ['node', '/app/trial/client.mjs'],
          env: [
            { name: 'PEOPLE', value: people.join(',') },
            password,
            { name: 'WEB_HOST', value: 'atrium' },
            { name: 'CLIENTS', value: `${CLIENTS}` },
            { name: 'THINK_MILLISECONDS', value: '1000' },
          ],
        },
      ],
      volumes: [{ name: 'scripts', configMap: { name: POD } }],
    },
  };
}

/** Lends a manifest as a file. */
export async function withManifest<Result>(manifest: object, use: (file: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'atrium-manifest-'));
  try {
    // JSON, which `create --raw` sends as it is.
    const file = join(folder, 'manifest.json');
    await writeFile(file, JSON.stringify(manifest));
    return await use(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
