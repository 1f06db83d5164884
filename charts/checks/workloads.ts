import { describe, expect, test } from 'vitest';
import { schemaProblems } from '../kubeconform.js';
import { byComponent, containerOf, podOf } from '../objects.js';
import { examples, lint, render, renderText, roles } from '../render.js';

describe.each(examples)('with the %s values', (example) => {
  test('helm finds nothing to complain about', async () => {
    expect(await lint(example)).toBe('');
  });

  test('Kubernetes knows every object and every field of it', async () => {
    expect(await schemaProblems(await renderText(example))).toBe('');
  });

  test('every Deployment has its account, Service, disruption budget and network policy', async () => {
    const objects = await render(example);
    const names = [...byComponent(objects, 'Deployment').keys()];
    expect(names.toSorted()).toEqual(example === 'all-in-one' ? ['all'] : roles.toSorted());
    for (const kind of ['ServiceAccount', 'Service', 'PodDisruptionBudget', 'NetworkPolicy']) {
      expect([...byComponent(objects, kind).keys()], kind).toEqual(expect.arrayContaining(names));
    }
  });

  test('every pod runs one role, without rights', async () => {
    for (const [name, deployment] of byComponent(await render(example), 'Deployment')) {
      expect(podOf(deployment)).toMatchObject({
        automountServiceAccountToken: false,
        enableServiceLinks: false,
        securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
        terminationGracePeriodSeconds: 60,
        containers: [
          {
            args: [`--target=${name}`],
            securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
          },
        ],
      });
      expect(podOf(deployment)).toHaveProperty('volumes[0]', { name: 'tmp', emptyDir: { sizeLimit: '512Mi' } });
      expect(containerOf(deployment)).toHaveProperty('volumeMounts[0]', { name: 'tmp', mountPath: '/tmp' });
    }
  });

  test('every container says how it is and what it takes', async () => {
    for (const deployment of byComponent(await render(example), 'Deployment').values()) {
      const container = containerOf(deployment);
      expect(container).toMatchObject({
        startupProbe: { httpGet: { path: '/health/live', port: 'admin' } },
        livenessProbe: { httpGet: { path: '/health/live', port: 'admin' } },
        readinessProbe: { httpGet: { path: '/health/ready', port: 'admin' } },
      });
      for (const amount of ['requests.cpu', 'requests.memory', 'limits.memory'])
        expect(container).toHaveProperty(`resources.${amount}`);
    }
  });
});

describe('the schema checks see', () => {
  test('a misspelt field', async () => {
    const policy = { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: { name: 'a' }, spec: { maxUnavailabel: 1 } };
    expect(await schemaProblems(JSON.stringify(policy))).toContain("additional properties 'maxUnavailabel' not allowed");
  });

  test('a custom resource with a field of the wrong type', async () => {
    const monitor = {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'ServiceMonitor',
      metadata: { name: 'a' },
      spec: { selector: 1, endpoints: [] },
    };
    expect(await schemaProblems(JSON.stringify(monitor))).toContain('want object');
  });
});
