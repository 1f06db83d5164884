import { randomUUID } from 'node:crypto';
import { Kafka, logLevel } from 'kafkajs';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { kafkaPort, testBus } from '../tests/bus.js';
import { testLog as log } from '../tests/log.js';
import { outageOf } from '../tests/outage.js';
import { until } from '../tests/process.js';
import { subscription } from './subscription.js';

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test('a consumer that Kafka does not let go is left all the same', async () => {
  const outage = outageOf(kafkaPort());
  onTestFinished(outage.restore);
  const { bus, stop } = await testBus();
  onTestFinished(stop);
  const topic = bus.topic('tasks');
  let heard = 0;
  const handle = () => {
    heard += 1;
    return 0;
  };
  const leaving = subscription(
    bus.kafka,
    log,
    { group: randomUUID(), topics: [topic], keepsPlace: true, handle },
    { stopMilliseconds: 300 },
  );
  await outage.run(async () => leaving.start?.());
  await bus.send(topic, [{ key: '1', value: 'one' }]);
  await until('it is a member', () => heard === 1, 30);
  outage.loseAnswers();
  const left = (async () => {
    await leaving.stop?.();
    return 'left';
  })();
  await until('it is left', async () => Promise.race([left, Promise.resolve(undefined)]));
});

test('however long Kafka was away, it is looked for every three seconds', async () => {
  const kafka = new Kafka({ brokers: ['localhost:1'], logLevel: logLevel.NOTHING });
  let crash: ((event: object) => void) | undefined;
  let attempts = 0;
  const make = kafka.consumer.bind(kafka);
  vi.spyOn(kafka, 'consumer').mockImplementation((config) => {
    const made = make(config);
    const isFirst = attempts === 0;
    attempts += 1;
    vi.spyOn(made, 'connect').mockImplementation(() =>
      isFirst ? Promise.resolve() : Promise.reject(new Error('Kafka is away.')),
    );
    vi.spyOn(made, 'subscribe').mockResolvedValue();
    vi.spyOn(made, 'run').mockResolvedValue();
    vi.spyOn(made, 'on').mockImplementation((name, listener: (event: never) => void) => {
      if (isFirst && name === made.events.CRASH) crash = (event) => void Reflect.apply(listener, undefined, [event]);
      return () => undefined;
    });
    return made;
  });
  vi.useFakeTimers();
  const away = subscription(kafka, log, { group: 'g', topics: ['t'], keepsPlace: true, handle: () => 0 });
  await away.start?.();
  crash?.({ payload: { error: new Error('Kafka is away.'), restart: false } });
  await vi.advanceTimersByTimeAsync(600_000);
  const before = attempts;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(attempts - before).toBeGreaterThanOrEqual(19);
  await away.stop?.();
});
