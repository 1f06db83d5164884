import { describe, expect, test } from 'vitest';
import { schemaProblems } from '../kubeconform.js';
import { byComponent } from '../objects.js';
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

  test('every pod runs one role, without rights, and says how it is', async () => {
    const probe = (path: string) => ({ httpGet: { path, port: 'admin' }, periodSeconds: expect.any(Number) });
    for (const [name, deployment] of byComponent(await render(example), 'Deployment')) {
      expect(deployment).toMatchObject({
        spec: {
          template: {
            spec: {
              automountServiceAccountToken: false,
              enableServiceLinks: false,
              securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
              terminationGracePeriodSeconds: 60,
              volumes: expect.arrayContaining([{ name: 'tmp', emptyDir: { sizeLimit: '512Mi' } }]),
              containers: [
                {
                  args: [`--target=${name}`],
                  startupProbe: probe('/health/live'),
                  livenessProbe: probe('/health/live'),
                  readinessProbe: probe('/health/ready'),
                  resources: {
                    requests: { cpu: expect.any(String), memory: expect.any(String) },
                    limits: { memory: expect.any(String) },
                  },
                  securityContext: {
                    allowPrivilegeEscalation: false,
                    readOnlyRootFilesystem: true,
                    capabilities: { drop: ['ALL'] },
                  },
                  volumeMounts: expect.arrayContaining([{ name: 'tmp', mountPath: '/tmp' }]),
                },
              ],
            },
          },
        },
      });
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
