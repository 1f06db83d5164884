import { describe, expect, test } from 'vitest';
import { readSettings, unknownSettings } from '../../kit/settings.js';
import { settingsRows } from '../../kit/settings-table.js';
import { byComponent, environmentOf } from '../objects.js';
import { examples, render, roles } from '../render.js';

describe('the environment', () => {
  const secrets = settingsRows.filter(({ secret }) => secret).map(({ variable }) => variable);
  const secretValues: Record<string, string> = {
    MONGODB_URI: 'mongodb://mongodb',
    SMTP_URL: 'smtp://mail',
    ATRIUM_SERVICE_CLIENT_SECRET: 'secret',
    KAFKA_SASL_USERNAME: 'atrium',
    KAFKA_SASL_PASSWORD: 'secret',
    KEYCLOAK_ADMIN_USER: 'admin',
    KEYCLOAK_ADMIN_PASSWORD: 'secret',
  };

  test.each(examples)('of the %s values is one that the program accepts', async (example) => {
    for (const [name, deployment] of byComponent(await render(example), 'Deployment')) {
      const variables = [...environmentOf(deployment).values()];
      const environment = Object.fromEntries(variables.map((entry) => [entry.name, entry.value ?? secretValues[entry.name]]));
      expect(unknownSettings(environment), name).toEqual([]);
      expect(readSettings(environment)).toMatchObject({ port: 8080, grpcPort: 9090, adminPort: 9464, shutdownDelaySeconds: 10 });
    }
  });

  test.each(examples)('of the %s values gives settings only to the roles that read them', async (example) => {
    for (const [name, deployment] of byComponent(await render(example), 'Deployment')) {
      const targets = [...environmentOf(deployment).keys()].map((variable) => ({
        variable,
        readBy: settingsRows.find((row) => row.variable === variable)?.targets ?? [name],
      }));
      expect(targets.filter(({ readBy }) => name !== 'all' && !readBy.includes(name))).toEqual([]);
    }
  });

  test.each(examples)('of the %s values has every secret from a Secret', async (example) => {
    for (const deployment of byComponent(await render(example), 'Deployment').values()) {
      for (const [variable, entry] of environmentOf(deployment)) {
        if (secrets.includes(variable)) expect(entry, variable).toMatchObject({ valueFrom: { secretKeyRef: {} } });
      }
    }
  });

  test('takes secrets from the Secret that is named, single ones from others, and makes none', async () => {
    const objects = await render('production');
    const environment = environmentOf(byComponent(objects, 'Deployment').get('notify'));
    expect(objects.filter(({ kind }) => kind === 'Secret')).toEqual([]);
    expect(environment.get('SMTP_URL')?.valueFrom?.secretKeyRef).toEqual({ name: 'atrium-secrets', key: 'SMTP_URL' });
    expect(environment.get('MONGODB_URI')?.valueFrom?.secretKeyRef).toEqual({ name: 'atrium-mongodb', key: 'connectionString' });
  });

  test('gets a Secret made of values, which a change of rolls out', async () => {
    const annotation = async (values: object) => byComponent(await render('minimal', values), 'Deployment').get('org');
    const objects = await render('minimal', { secret: { SMTP_URL: 'smtp://anna:pass@mail' } });
    expect(byComponent(objects, 'Secret').get('secret')).toMatchObject({
      metadata: { name: 'demo-atrium' },
      data: { SMTP_URL: Buffer.from('smtp://anna:pass@mail').toString('base64') },
    });
    expect(await annotation({ secret: { SMTP_URL: 'smtp://b' } })).not.toEqual(
      await annotation({ secret: { SMTP_URL: 'smtp://c' } }),
    );
  });

  test('names the other roles by their headless Services, which list pods that are still starting', async () => {
    const objects = await render('minimal');
    const environment = environmentOf(byComponent(objects, 'Deployment').get('gateway'));
    for (const role of roles.filter((name) => name !== 'gateway')) {
      expect(environment.get(`ATRIUM_${role.toUpperCase()}_ADDRESS`)?.value).toBe(`demo-atrium-${role}.office.svc:9090`);
      expect(byComponent(objects, 'Service').get(role)).toMatchObject({
        metadata: { name: `demo-atrium-${role}` },
        spec: {
          clusterIP: 'None',
          publishNotReadyAddresses: true,
          ports: [
            { name: 'grpc', port: 9090 },
            { name: 'admin', port: 9464 },
          ],
        },
      });
    }
  });
});
