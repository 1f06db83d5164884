import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import versions from '../infra/versions.json' with { type: 'json' };
import { wayOf } from './hand-over.js';

const read = (path: string) => readFileSync(join(import.meta.dirname, '../..', path), 'utf8');

test('what is tried out are the versions that npm start brings', () => {
  const manifests = ['mongodb', 'kafka', 'keycloak', 'mailpit'].map((name) => read(`k8s/evaluation/${name}.yaml`)).join('');
  const images = new Set([...manifests.matchAll(/image: (\S+)/g)].map(([, image]) => image));
  expect([...images].toSorted()).toEqual([
    `apache/kafka:${versions.kafka.version}`,
    `axllent/mailpit:v${versions.mailpit.version}`,
    `mongo:${versions.mongodb.version}`,
    `quay.io/keycloak/keycloak:${versions.keycloak.version}`,
  ]);
  for (const image of images) expect(read('charts/atrium/README.md')).toContain(`\`${image}\``);
});

test.each([
  ['kind-office', 'v1.34.0', 'kind load image-archive --name office'],
  ['k3d-office', 'v1.34.0+k3s1', 'k3d image import --cluster office'],
  ['minikube', 'v1.34.0', 'minikube image load'],
  ['default', 'v1.34.0+k3s1', 'k3s ctr images import'],
])('the cluster %s of %s takes images by %s', async (context, version, way) => {
  const kubectl = (...args: string[]) => Promise.resolve(args[0] === 'config' ? `${context}\n` : version);
  expect((await wayOf({ kubectl })).join(' ')).toBe(way);
});
