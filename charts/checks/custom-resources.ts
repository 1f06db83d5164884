import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { customResources } from '../custom-resources.js';
import { schemaProblems } from '../kubeconform.js';
import { byComponent, environmentOf } from '../objects.js';
import { render, roles } from '../render.js';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFile(join(root, path), 'utf8');

const named = z.object({ kind: z.string(), metadata: z.object({ name: z.string() }) });
const mongo = z.object({
  metadata: z.object({ name: z.string() }),
  spec: z.object({
    users: z.array(
      z.object({ name: z.string(), db: z.string(), roles: z.array(z.object({ name: z.string(), db: z.string() })) }),
    ),
  }),
});

describe('the custom resources of k8s/', () => {
  test('say of topics and users in Kafka what follows from the program; scripts/chart-roles.ts brings them up to date', async () => {
    for (const [path, text] of Object.entries(await customResources())) expect(await read(path), path).toBe(text);
  });

  test('of MongoDB are known to its operator in every field, as those of the evaluation are to Kubernetes', async () => {
    const evaluation = ['mongodb', 'kafka', 'keycloak', 'mailpit', 'network', 'prepare'].map(
      (name) => `k8s/evaluation/${name}.yaml`,
    );
    for (const path of ['k8s/mongodb/mongodb.yaml', ...evaluation]) expect(await schemaProblems(await read(path)), path).toBe('');
  });

  test('give every service with a database a user who may use that one and no other', async () => {
    const { users } = mongo.parse(parse(await read('k8s/mongodb/mongodb.yaml'))).spec;
    const withDatabase = roles.filter((role) => role !== 'gateway');
    expect(Object.fromEntries(users.map(({ name, roles: rights }) => [name, rights]))).toEqual(
      Object.fromEntries(withDatabase.map((role) => [`atrium-${role}`, [{ name: 'readWrite', db: `atrium_${role}` }]])),
    );
  });

  test('make the users that the values beside them name', async () => {
    const values: unknown = parse(await read('k8s/values.yaml'));
    const objects = await render('minimal', { secret: null, ...z.record(z.string(), z.unknown()).parse(values) });
    const users = parseAllDocuments(await read('k8s/strimzi/users.yaml')).flatMap(
      (document) => named.safeParse(document.toJS()).data ?? [],
    );
    const database = mongo.parse(parse(await read('k8s/mongodb/mongodb.yaml')));
    const addresses = database.spec.users.map(({ name, db }) => `${database.metadata.name}-${db}-${name}`);
    for (const [role, deployment] of byComponent(objects, 'Deployment')) {
      const environment = environmentOf(deployment);
      const secretOf = (variable: string) => environment.get(variable)?.valueFrom?.secretKeyRef?.name;
      expect(environment.get('KAFKA_SASL_USERNAME')?.value).toBe(`atrium-${role}`);
      expect(users.map(({ metadata }) => metadata.name)).toContain(secretOf('KAFKA_SASL_PASSWORD'));
      if (environment.has('MONGODB_URI')) expect(addresses).toContain(secretOf('MONGODB_URI'));
    }
  });
});
