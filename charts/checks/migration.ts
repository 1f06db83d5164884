import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { schemaProblems } from '../kubeconform.js';
import { byComponent, containerOf } from '../objects.js';
import { render, renderText } from '../render.js';

const job = z.object({
  metadata: z.object({ annotations: z.record(z.string(), z.string()) }),
  spec: z.object({
    activeDeadlineSeconds: z.number(),
    template: z.object({
      spec: z.looseObject({
        containers: z.array(z.looseObject({ name: z.string(), image: z.string(), args: z.array(z.string()) })),
      }),
    }),
  }),
});

async function migration(...wanted: Parameters<typeof render>) {
  const objects = await render(...wanted);
  const {
    metadata,
    spec: { template, activeDeadlineSeconds },
  } = job.parse(byComponent(objects, 'Job').get('migration'));
  return { objects, hook: metadata.annotations['helm.sh/hook'], pod: template.spec, activeDeadlineSeconds };
}

describe('the migration', () => {
  test('of each role with a database is done as that role, with the image and settings of its pods', async () => {
    const { objects, pod } = await migration('minimal');
    const deployments = byComponent(objects, 'Deployment');
    expect(pod.containers.map(({ name }) => name)).toEqual(
      [...deployments.keys()].filter((name) => name !== 'gateway').toSorted(),
    );
    for (const container of pod.containers) {
      const { image, env, securityContext, volumeMounts } = containerOf(deployments.get(container.name));
      expect(container).toMatchObject({
        image,
        env,
        securityContext,
        volumeMounts,
        args: [`--target=${container.name}`, '--migrate'],
      });
    }
  });

  test('runs before anything else is changed, with an account and a network policy of its own that come before it', async () => {
    const { objects, hook, pod } = await migration('production');
    expect(hook).toBe('pre-install,pre-upgrade');
    const { serviceAccountName } = pod;
    for (const kind of ['ServiceAccount', 'NetworkPolicy']) {
      expect(byComponent(objects, kind).get('migration'), kind).toMatchObject({
        metadata: { name: serviceAccountName, annotations: { 'helm.sh/hook': hook, 'helm.sh/hook-weight': '-1' } },
      });
    }
  });

  test('is left to the pods at the installation where the Secret comes with the release', async () => {
    expect((await migration('minimal')).hook).toBe('pre-upgrade');
  });

  test('of one process of all roles is one', async () => {
    const { pod } = await migration('all-in-one');
    expect(pod.containers).toMatchObject([{ args: ['--target=all', '--migrate'] }]);
  });

  test('may take as long as is said, or be left to the pods', async () => {
    expect((await migration('minimal', { migration: { deadlineSeconds: 7200 } })).activeDeadlineSeconds).toBe(7200);
    const without = await render('minimal', { migration: { enabled: false } });
    for (const kind of ['Job', 'ServiceAccount', 'NetworkPolicy'])
      expect([...byComponent(without, kind).keys()]).not.toContain('migration');
    expect(await schemaProblems(await renderText('minimal', { migration: { enabled: false } }))).toBe('');
  });
});
