import { createBus } from '../../kit/bus.js';
import { createLog } from '../../kit/log.js';
import { readSettings } from '../../kit/settings.js';
import type { FaultKind } from './fault.js';
import { persistently } from './persistently.js';

const headers = {
  ce_specversion: '1.0',
  ce_source: '/torture',
  ce_type: 'atrium.tasks.task.updated.v1',
  ce_subject: '1',
  ce_time: new Date(0).toISOString(),
  'content-type': 'application/json',
  version: '1',
  audience: '',
};

/** It takes no part away. */
const nothing = { on: [], parts: [] };

/** Messages on a topic that no consumer can handle. They must hold up nothing else. */
export const poison: FaultKind = {
  name: 'poison',
  faults: ({ env }) => [
    {
      ...nothing,
      about: 'a message that is no event',
      harm: (random) => {
        const service = random.pick(['tasks', 'org']);
        return persistently(() => put(env, service, { value: 'not an event' }));
      },
    },
    {
      ...nothing,
      about: 'an event that is no JSON',
      harm: () => {
        const message = { key: '1', value: '{"action":', headers: { ...headers, ce_id: crypto.randomUUID() } };
        return persistently(() => put(env, 'tasks', message));
      },
    },
  ],
};

type Poison = { key?: string; value: string; headers?: Record<string, string> };

async function put(env: Record<string, string | undefined>, service: string, message: Poison): Promise<void> {
  const bus = createBus(readSettings(env), createLog({ level: 'fatal', development: true }));
  await bus.start?.();
  try {
    await bus.send(bus.topic(service), [{ key: null, ...message }]);
  } finally {
    await bus.stop?.();
  }
}
