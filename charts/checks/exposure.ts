import { describe, expect, test } from 'vitest';
import { byComponent, containerOf, environmentOf, environmentOfPod, podOf } from '../objects.js';
import { examples, render, renderText } from '../render.js';

describe('from outside', () => {
  test('an Ingress leads the host of publicUrl to the gateway and leaves WebSockets open', async () => {
    const objects = await render('production');
    expect(byComponent(objects, 'Ingress').get('web')).toMatchObject({
      metadata: { annotations: { 'nginx.ingress.kubernetes.io/proxy-read-timeout': '3600' } },
      spec: {
        ingressClassName: 'nginx',
        tls: [{ hosts: ['atrium.example.com'], secretName: 'atrium-tls' }],
        rules: [
          {
            host: 'atrium.example.com',
            http: { paths: [{ backend: { service: { name: 'demo-atrium', port: { name: 'http' } } } }] },
          },
        ],
      },
    });
    expect(byComponent(objects, 'Service').get('web')).toMatchObject({
      metadata: { name: 'demo-atrium' },
      spec: { selector: { 'app.kubernetes.io/component': 'gateway' }, ports: [{ name: 'http', port: 80, targetPort: 'http' }] },
    });
  });

  test('a route of the Gateway API does the same, with no limit for WebSockets only', async () => {
    expect(byComponent(await render('all-in-one'), 'HTTPRoute').get('web')).toMatchObject({
      spec: {
        parentRefs: [{ name: 'public', namespace: 'gateways' }],
        hostnames: ['atrium.example.com'],
        rules: [
          { matches: [{ path: { type: 'Exact', value: '/v1/socket' } }], timeouts: { request: '0s' } },
          { matches: [{ path: { type: 'PathPrefix', value: '/' } }], timeouts: { request: '60s' } },
        ],
      },
    });
  });

  test('only HTTP is offered, never health and metrics', async () => {
    const service = byComponent(await render('minimal', { httpService: { type: 'LoadBalancer' } }), 'Service').get('web');
    expect(service).toMatchObject({ spec: { type: 'LoadBalancer', ports: [{ name: 'http' }] } });
    expect(service).not.toHaveProperty('spec.ports[1]');
  });

  test('only those peers that are named reach the HTTP port', async () => {
    expect(byComponent(await render('production'), 'NetworkPolicy').get('gateway')).toHaveProperty(
      'spec.ingress[1].from[1].namespaceSelector.matchLabels',
      { 'kubernetes.io/metadata.name': 'ingress-nginx' },
    );
  });
});

describe('an operator', () => {
  test('pins the image by its digest', async () => {
    const digest = /image: registry\.example\.com\/atrium@sha256:[0-9a-f]{64}$/gm;
    const text = await renderText('production');
    expect(text.match(digest)?.length).toBe(text.match(/ image: /g)?.length);
  });

  test.each(examples)('has one image to bring where there is no internet, with the %s values', async (example) => {
    const images = [...(await renderText(example)).matchAll(/\bimage: (\S+)/g)].map(([, image]) => image);
    expect(new Set(images).size).toBe(1);
  });

  test('scales roles by CPU, with bounds of their own, and others not', async () => {
    const scalers = byComponent(await render('production'), 'HorizontalPodAutoscaler');
    expect([...scalers.keys()].toSorted()).toEqual(['gateway', 'notify', 'org', 'tasks', 'time']);
    expect(scalers.get('gateway')).toMatchObject({ spec: { minReplicas: 3, maxReplicas: 20 } });
  });

  test('can leave the choice of the user to OpenShift', async () => {
    const text = await renderText('openshift');
    expect(text).not.toContain('runAsUser');
    expect(text).toContain('runAsNonRoot: true');
  });

  test('has authorities of the company trusted', async () => {
    const deployment = byComponent(await render('production'), 'Deployment').get('org');
    expect(podOf(deployment)).toHaveProperty('volumes[1].configMap.name', 'company-authorities');
    expect(containerOf(deployment)).toHaveProperty('volumeMounts[1].mountPath', '/etc/atrium/certificates');
    expect(environmentOf(deployment).get('NODE_EXTRA_CA_CERTS')?.value).toBe('/etc/atrium/certificates/ca.crt');
  });

  test.each([
    ['minimal', 'gateway'],
    ['all-in-one', 'all'],
  ] as const)('tests a %s release where browsers come in, as somebody who may sign in', async (example, name) => {
    const objects = await render(example, { test: { existingSecret: 'tester' } });
    const pod = byComponent(objects, 'Pod').get('test');
    expect(pod).toMatchObject({ metadata: { annotations: { 'helm.sh/hook': 'test' } } });
    const environment = environmentOfPod(pod);
    expect(environment.get('HEALTH')?.value).toBe(`http://demo-atrium-${name}:9464/health/ready`);
    expect(environment.get('WEB')?.value).toBe('http://demo-atrium:80/');
    expect(environment.get('TEST_PASSWORD')?.valueFrom?.secretKeyRef).toEqual({ name: 'tester', key: 'password' });
    expect(pod).toHaveProperty('spec.containers[0].args[0]', expect.stringContaining('/protocol/openid-connect/auth'));
  });

  test('lets nobody sign in for a test unless told whom', async () => {
    const environment = environmentOfPod(byComponent(await render('minimal'), 'Pod').get('test'));
    expect([...environment.keys()].filter((name) => name.startsWith('TEST_'))).toEqual([]);
  });

  test('finds the metrics of every role in Prometheus, with their own labels', async () => {
    expect(byComponent(await render('production'), 'ServiceMonitor').get('metrics')).toMatchObject({
      metadata: { labels: { release: 'prometheus' } },
      spec: {
        selector: { matchLabels: { 'app.kubernetes.io/instance': 'demo' } },
        endpoints: [{ port: 'admin', path: '/metrics', honorLabels: true }],
      },
    });
  });
});
