import { describe, expect, test } from 'vitest';
import { schemaProblems } from '../kubeconform.js';
import { byComponent, environmentOf } from '../objects.js';
import { refusal, render, renderText } from '../render.js';

describe('secrets', () => {
  const store = {
    secret: null,
    externalSecret: {
      enabled: true,
      storeRef: { kind: 'ClusterSecretStore', name: 'vault' },
      remoteRefs: {
        MONGODB_URI: { key: 'atrium/mongodb', property: 'uri' },
        SMTP_URL: { key: 'atrium/smtp' },
        ATRIUM_SERVICE_CLIENT_SECRET: { key: 'atrium/keycloak', property: 'secret' },
      },
    },
  };

  test('are brought from a store by the External Secrets operator, under the name that pods read', async () => {
    const objects = await render('minimal', store);
    expect(byComponent(objects, 'ExternalSecret').get('secret')).toMatchObject({
      apiVersion: 'external-secrets.io/v1',
      spec: {
        secretStoreRef: { kind: 'ClusterSecretStore', name: 'vault' },
        target: { name: 'demo-atrium' },
        data: [
          { secretKey: 'ATRIUM_SERVICE_CLIENT_SECRET', remoteRef: { key: 'atrium/keycloak', property: 'secret' } },
          { secretKey: 'MONGODB_URI', remoteRef: { key: 'atrium/mongodb', property: 'uri' } },
          { secretKey: 'SMTP_URL', remoteRef: { key: 'atrium/smtp' } },
        ],
      },
    });
    const environment = environmentOf(byComponent(objects, 'Deployment').get('tasks'));
    expect(environment.get('MONGODB_URI')?.valueFrom?.secretKeyRef).toEqual({ name: 'demo-atrium', key: 'MONGODB_URI' });
    expect(objects.filter(({ kind }) => kind === 'Secret')).toEqual([]);
    expect(await schemaProblems(await renderText('minimal', store))).toBe('');
  });

  test('that the store does not give are missed before anything is installed', async () => {
    const incomplete = {
      ...store,
      externalSecret: { ...store.externalSecret, remoteRefs: { SMTP_URL: { key: 'atrium/smtp' } } },
    };
    expect(await refusal('minimal', incomplete)).toContain('MONGODB_URI must come from');
  });

  test('of a role go before those of all, so that each may have a user of its own', async () => {
    const uri = (role: string) => ({ MONGODB_URI: { name: `atrium-${role}-mongodb`, key: 'connectionString.standard' } });
    const password = (role: string) => ({ KAFKA_SASL_PASSWORD: { name: `atrium-${role}`, key: 'password' } });
    const services = Object.fromEntries(
      ['auth', 'org', 'tasks', 'time', 'notify', 'gateway'].map((role) => [
        role,
        { kafkaUsername: `atrium-${role}`, secretReferences: { ...password(role), ...(role !== 'gateway' && uri(role)) } },
      ]),
    );
    const values = {
      secret: { MONGODB_URI: null },
      kafka: { saslMechanism: 'scram-sha-512' },
      services,
    };
    const deployments = byComponent(await render('minimal', values), 'Deployment');
    const environment = environmentOf(deployments.get('tasks'));
    expect(environment.get('MONGODB_URI')?.valueFrom?.secretKeyRef?.name).toBe('atrium-tasks-mongodb');
    expect(environment.get('KAFKA_SASL_USERNAME')?.value).toBe('atrium-tasks');
    expect(environment.get('KAFKA_SASL_PASSWORD')?.valueFrom?.secretKeyRef?.name).toBe('atrium-tasks');
    const { gateway, ...others } = services;
    expect(gateway).toBeDefined();
    expect(await refusal('minimal', { ...values, services: others })).toContain('KAFKA_SASL_PASSWORD must come from');
  });
});
