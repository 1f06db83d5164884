import { describe, expect, test } from 'vitest';
import { byComponent, connectionsOf } from '../objects.js';
import { render, roles } from '../render.js';

describe('the network', () => {
  const dependencies = { mongo: 1001, kafka: 1002, keycloak: 1003, smtp: 1004, telemetry: 1005 };
  const values = {
    networkPolicy: {
      dns: { ports: [53], peers: [{ namespaceSelector: {} }] },
      dependencies: Object.fromEntries(Object.entries(dependencies).map(([name, port]) => [name, { ports: [port], peers: [] }])),
    },
  };
  const dns = ['other:53', 'other:53'];
  const health = ['test:9464', 'other:9464'];
  const grpc = (names: readonly string[]) => names.map((name) => `${name}:9090`);
  const outside = (...needs: (keyof typeof dependencies)[]) => needs.map((need) => `other:${dependencies[need]}`);

  test('lets each role connect to what it needs and calls, be reached by its callers, and nothing else', async () => {
    const policies = byComponent(await render('minimal', values), 'NetworkPolicy');
    const connections = Object.fromEntries([...policies].map(([name, policy]) => [name, sorted(connectionsOf(policy))]));
    const needs = outside('mongo', 'kafka', 'keycloak');
    const snapshots = grpc(['auth', 'org']);
    expect(connections).toEqual({
      auth: sorted({ from: [...health, ...grpc(roles)], to: [...dns, ...snapshots, ...needs, ...outside('smtp')] }),
      org: sorted({ from: [...health, ...grpc(roles)], to: [...dns, ...snapshots, ...needs] }),
      tasks: sorted({ from: [...health, ...grpc(['time', 'gateway'])], to: [...dns, ...snapshots, ...needs] }),
      time: sorted({ from: [...health, 'gateway:9090'], to: [...dns, ...snapshots, ...grpc(['tasks']), ...needs] }),
      notify: sorted({ from: [...health, 'gateway:9090'], to: [...dns, ...snapshots, ...needs, ...outside('smtp')] }),
      'default-deny': { from: [], to: [] },
      migration: sorted({ from: [], to: [...dns, ...outside('mongo')] }),
      test: sorted({ from: [], to: [...dns, 'gateway:8080', 'gateway:9464', ...outside('keycloak')] }),
      gateway: sorted({
        from: [...health, 'other:8080'],
        to: [...dns, ...grpc(['auth', 'org', 'tasks', 'time', 'notify']), ...outside('kafka', 'keycloak')],
      }),
    });
  });

  test('lets traces out only where traces are sent', async () => {
    const policies = byComponent(await render('minimal', { ...values, otlpEndpoint: 'http://collector:1005' }), 'NetworkPolicy');
    for (const role of roles) expect(connectionsOf(policies.get(role)).to, role).toContain('other:1005');
  });

  test('lets one process of all roles out to everything and in by HTTP', async () => {
    const policy = byComponent(await render('all-in-one', values), 'NetworkPolicy').get('all');
    expect(sorted(connectionsOf(policy))).toEqual(
      sorted({ from: [...health, 'other:8080'], to: [...dns, ...outside('mongo', 'kafka', 'keycloak', 'smtp')] }),
    );
  });

  test('denies what no rule allows, in both directions, to every pod of the release', async () => {
    expect(byComponent(await render('minimal'), 'NetworkPolicy').get('default-deny')).toHaveProperty(
      'spec.podSelector.matchLabels',
      {
        'app.kubernetes.io/name': 'atrium',
        'app.kubernetes.io/instance': 'demo',
      },
    );
    for (const policy of byComponent(await render('minimal'), 'NetworkPolicy').values()) {
      expect(policy).toMatchObject({ spec: { policyTypes: ['Ingress', 'Egress'] } });
    }
  });
});

const sorted = ({ from, to }: { from: string[]; to: string[] }) => ({ from: from.toSorted(), to: to.toSorted() });
