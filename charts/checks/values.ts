import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isMap, isScalar, parse, parseDocument, type YAMLMap } from 'yaml';
import { z } from 'zod';
import { byComponent } from '../objects.js';
import { chart, refusal, render, roles } from '../render.js';

describe('values', () => {
  test.each([
    ['an unknown value', { servces: {} }, "additional properties 'servces' not allowed"],
    ['an unknown role', { services: { taks: {} } }, "additional properties 'taks' not allowed"],
    ['an unknown setting of a role', { services: { tasks: { replica: 2 } } }, "additional properties 'replica' not allowed"],
    ['text for a number', { defaults: { replicas: 'two' } }, "at '/defaults/replicas': got string, want integer"],
    ['an address that is none', { publicUrl: 'atrium.example.com' }, "at '/publicUrl'"],
    ['a broker without a port', { kafka: { brokers: ['kafka'] } }, "at '/kafka/brokers/0'"],
    ['a digest that is none', { image: { digest: 'latest' } }, "at '/image/digest'"],
    ['an unknown secret', { secret: { MONGO_URI: 'mongodb://db' } }, "additional properties 'MONGO_URI' not allowed"],
    ['a port out of range', { httpService: { port: 70_000 } }, "at '/httpService/port'"],
  ])('refuse %s', async (_, values, words) => {
    expect(await refusal('minimal', values)).toContain(words);
  });

  test('say all that is missing at once', async () => {
    const nothing = { publicUrl: '', kafka: { brokers: [] }, keycloak: { url: '' }, secret: null };
    const words = await refusal('minimal', nothing);
    for (const missing of [
      'publicUrl',
      'kafka.brokers',
      'keycloak.url',
      'MONGODB_URI',
      'SMTP_URL',
      'ATRIUM_SERVICE_CLIENT_SECRET',
    ]) {
      expect(words).toContain(`  ${missing} must `);
    }
  });

  test.each([
    ['secrets given in two ways', { existingSecret: 'other' }, 'existingSecret and secret exclude each other'],
    ['an external secret of no store', { secret: null, externalSecret: { enabled: true } }, 'externalSecret.storeRef must name'],
    ['SASL without a user', { kafka: { saslMechanism: 'plain' } }, 'KAFKA_SASL_USERNAME must come from'],
    [
      'a grace period that cuts off work',
      { defaults: { shutdownDelaySeconds: 45 } },
      'terminationGracePeriodSeconds must exceed',
    ],
    ['more pods at least than at most', { defaults: { autoscaling: { enabled: true, minReplicas: 9 } } }, 'minReplicas is above'],
    ['a route that belongs to no Gateway', { httpRoute: { enabled: true } }, 'httpRoute.parentRefs must name'],
    ['alerts without metrics', { prometheusRule: { enabled: true } }, 'prometheusRule needs serviceMonitor'],
  ])('refuse %s', async (_, values, words) => {
    expect(await refusal('minimal', values)).toContain(words);
  });

  test('of a role override the defaults, also with nothing', async () => {
    const objects = await render('production', {
      services: { tasks: { shutdownDelaySeconds: 0, tolerations: [], autoscaling: { enabled: false } } },
    });
    const [tasks, org] = ['tasks', 'org'].map((name) => byComponent(objects, 'Deployment').get(name));
    expect(tasks).toMatchObject({ spec: { replicas: 3 } });
    expect(tasks).not.toHaveProperty('spec.template.spec.tolerations');
    expect(org).not.toHaveProperty('spec.replicas');
    expect(org).toHaveProperty('spec.template.spec.tolerations');
  });

  test('each have a comment that says what they are for', async () => {
    const document = parseDocument(await readFile(join(chart, 'values.yaml'), 'utf8'));
    expect(isMap(document.contents) ? withoutComment(document.contents, []) : 'no values').toEqual([]);
  });

  test('and roles.yaml name the same roles', async () => {
    const facts = named.parse(parse(await readFile(join(chart, 'roles.yaml'), 'utf8')));
    const values = z.object({ services: named }).parse(parse(await readFile(join(chart, 'values.yaml'), 'utf8')));
    expect(Object.keys(facts)).toEqual(roles);
    expect(Object.keys(values.services)).toEqual(roles);
  });
});

const named = z.record(z.string(), z.unknown());

/** Values that neither have a comment nor are part of one that is written as Kubernetes would have it. */
function withoutComment(map: YAMLMap, path: string[]): string[] {
  // The first value of a map has its comment before the map, where the parser leaves it.
  const commented = map.items.map(
    ({ key }, index) => isScalar(key) && Boolean(key.commentBefore || (index === 0 && map.commentBefore)),
  );
  const nothing = path.length > 0 && commented.every((has) => !has);
  if (nothing) return [];
  return map.items.flatMap(({ key, value }, index) => {
    const here = [...path, String(key)];
    return [...(commented[index] ? [] : [here.join('.')]), ...(isMap(value) ? withoutComment(value, here) : [])];
  });
}
