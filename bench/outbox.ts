import { Binary } from 'mongodb';
import { Task, TaskEvent } from '../gen/atrium/tasks/v1/tasks.js';
import { uuidv7 } from '../kit/events.js';
import { until } from '../tests/process.js';
import type { Bench } from './bench.js';
import type { Row } from './report.js';

const EVENTS = 50_000;

/** How fast the relay catches up with an outbox that has grown while Kafka was away. */
export async function outbox({ process }: Bench): Promise<Row[]> {
  const { events } = process.chassis.store('tasks');
  const task = Task.fromPartial({
    id: 1,
    title: 'Caught up',
    description: 'd'.repeat(300),
    assignee: 'boris',
    createdAt: new Date(),
  });
  const payload = new Binary(
    TaskEvent.encode({ action: 'updated', task, changes: [], actor: undefined, comment: undefined }).finish(),
  );
  const started = performance.now();
  for (let from = 0; from < EVENTS; from += 5_000) {
    await events.insertMany(
      Array.from({ length: 5_000 }, (_, offset) => ({
        _id: uuidv7(),
        kind: 'task',
        subject: -1 - from - offset,
        version: 1,
        action: 'updated',
        actor: '',
        at: new Date(),
        changes: [],
        audience: ['u:boris'],
        sent: false,
        type: 'atrium.tasks.v1.TaskEvent',
        payload,
      })),
      { ordered: false },
    );
  }
  const written = performance.now();
  await until('the outbox is empty', async () => (await events.countDocuments({ sent: false }, { hint: 'unsent' })) === 0, 120);
  const seconds = (performance.now() - started) / 1000;
  return [
    {
      what: `relay: ${EVENTS} unsent events, written meanwhile in ${((written - started) / 1000).toFixed(1)} s`,
      figure: `${(EVENTS / seconds).toFixed(0)} events/s`,
    },
  ];
}
