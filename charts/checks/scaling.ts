import { describe, expect, test } from 'vitest';
import { schemaProblems } from '../kubeconform.js';
import { byComponent } from '../objects.js';
import { keda, render, renderText } from '../render.js';

describe('where KEDA is in the cluster', () => {
  test('roles that handle events are scaled by those that wait, too, and by one scaler only', async () => {
    const objects = await render('production', {}, [keda]);
    const scaled = byComponent(objects, 'ScaledObject');
    expect([...scaled.keys()].toSorted()).toEqual(['notify', 'org', 'tasks', 'time']);
    expect([...byComponent(objects, 'HorizontalPodAutoscaler').keys()]).toEqual(['gateway']);
    expect(scaled.get('notify')).toMatchObject({
      spec: {
        scaleTargetRef: { name: 'demo-atrium-notify' },
        minReplicaCount: 3,
        maxReplicaCount: 12,
        triggers: [
          { type: 'cpu', metadata: { value: '70' } },
          {
            type: 'kafka',
            metadata: { consumerGroup: 'atrium.notify', lagThreshold: '500', tls: 'enable', sasl: 'scram_sha512' },
            authenticationRef: { name: 'demo-atrium-notify' },
          },
        ],
      },
    });
  });

  test('it signs in to Kafka as the pods do', async () => {
    expect(byComponent(await render('production', {}, [keda]), 'TriggerAuthentication').get('notify')).toMatchObject({
      spec: {
        env: [
          { parameter: 'username', name: 'KAFKA_SASL_USERNAME', containerName: 'atrium' },
          { parameter: 'password', name: 'KAFKA_SASL_PASSWORD', containerName: 'atrium' },
        ],
        configMapTargetRef: [{ parameter: 'ca', name: 'company-authorities', key: 'ca.crt' }],
      },
    });
    const open = { defaults: { autoscaling: { enabled: true } } };
    expect(byComponent(await render('minimal', open, [keda]), 'TriggerAuthentication').size).toBe(0);
  });

  test('one process of all roles is scaled by all their events', async () => {
    const values = { allInOne: { settings: { autoscaling: { enabled: true } } } };
    const scaled = byComponent(await render('all-in-one', values, [keda]), 'ScaledObject').get('all');
    expect(scaled).toHaveProperty('spec.triggers.length', 8);
  });

  test('Kubernetes knows every field of what is made for it', async () => {
    expect(await schemaProblems(await renderText('production', {}, [keda]))).toBe('');
  });

  test('its scaling can be left to CPU', async () => {
    const values = { defaults: { autoscaling: { targetConsumerLag: 0 } } };
    const objects = await render('production', values, [keda]);
    expect(byComponent(objects, 'ScaledObject').size).toBe(0);
    expect(byComponent(objects, 'HorizontalPodAutoscaler').size).toBe(5);
  });
});
