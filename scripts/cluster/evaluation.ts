import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { stringify } from 'yaml';
import { z } from 'zod';
import { root } from '../start/build.js';
import type { Images } from './images.js';
import type { Kubernetes } from './kubernetes.js';

const evaluation = join(root, 'k8s/evaluation');
const withData = ['mongodb', 'kafka', 'keycloak'];

/** Makes a Secret of values, unless there is one of that name: what was set up with the old ones goes on to work. */
async function ensureSecret({ kubectl }: Kubernetes, name: string, values: Record<string, string>): Promise<void> {
  const existing = await kubectl('get', 'secrets', '--field-selector', `metadata.name=${name}`, '--output', 'name');
  if (existing.trim()) return;
  await withFile(
    Object.entries(values)
      .map(([key, value]) => `${key}=${value}\n`)
      .join(''),
    (file) => kubectl('create', 'secret', 'generic', name, `--from-env-file=${file}`),
  );
}

export async function ensureSecrets(kubernetes: Kubernetes): Promise<void> {
  const secret = () => randomBytes(24).toString('base64url');
  await ensureSecret(kubernetes, 'atrium-evaluation', {
    MONGODB_URI: 'mongodb://mongodb-0.mongodb:27017/?replicaSet=rs0',
    SMTP_URL: 'smtp://mailpit:1025',
    ATRIUM_SERVICE_CLIENT_SECRET: secret(),
    KEYCLOAK_ADMIN_USER: 'admin',
    KEYCLOAK_ADMIN_PASSWORD: secret(),
  });
  await ensureSecret(kubernetes, 'atrium-tester', { username: 'anna', password: secret() });
}

/** MongoDB, Kafka, Keycloak and the mailbox; without a class of storage their data last as long as their pods. */
export async function applyServers({ kubectl }: Kubernetes, { atrium, servers }: Images): Promise<void> {
  const classes = z
    .object({ items: z.array(z.unknown()) })
    .parse(JSON.parse(await kubectl('get', 'storageclasses', '--output', 'json')));
  const folder = await mkdtemp(join(tmpdir(), 'atrium-evaluation-'));
  try {
    const named = Object.entries(servers).map(([name, full]) => ({ name, newName: nameOf(full), newTag: tagOf(full) }));
    const kustomization = {
      resources: [relative(folder, evaluation)],
      images: [{ name: 'atrium', newName: atrium.repository, newTag: atrium.tag }, ...named],
      patches: classes.items.length > 0 ? [] : withData.map(withoutStorage),
    };
    await writeFile(join(folder, 'kustomization.yaml'), stringify(kustomization));
    // A Job cannot be changed: an old one is done, or was for another image.
    await kubectl('delete', 'job', 'prepare', '--ignore-not-found');
    await kubectl('apply', '--kustomize', folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const withoutStorage = (name: string) => ({
  target: { kind: 'StatefulSet', name },
  patch: stringify([
    { op: 'remove', path: '/spec/volumeClaimTemplates' },
    ...(name === 'keycloak' ? [{ op: 'add', path: '/spec/template/spec/volumes', value: [] }] : []),
    { op: 'add', path: '/spec/template/spec/volumes/-', value: { name: 'data', emptyDir: {} } },
  ]),
});

const nameOf = (image: string): string => image.slice(0, image.lastIndexOf(':'));
const tagOf = (image: string): string => image.slice(image.lastIndexOf(':') + 1);

/** Installs the chart beside the servers, or changes what is installed, and waits until it serves. */
export async function installChart({ helm }: Kubernetes, { atrium }: Images, more: readonly string[]): Promise<string> {
  const image = [`image.repository=${atrium.repository}`, `image.tag=${atrium.tag}`].flatMap((value) => ['--set', value]);
  const values = ['--values', join(evaluation, 'values.yaml'), ...image, ...more];
  return helm('upgrade', '--install', 'atrium', join(root, 'charts/atrium'), ...values, '--wait', '--timeout', '10m');
}

async function withFile<T>(content: string, use: (file: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'atrium-secret-'));
  try {
    const file = join(folder, 'values.env');
    await writeFile(file, content, { mode: 0o600 });
    return await use(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
