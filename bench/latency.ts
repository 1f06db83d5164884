import { randomUUID } from 'node:crypto';
import WebSocket from 'ws';
import { z } from 'zod';
import { busEvent } from '../kit/bus.js';
import type { Bench } from './bench.js';
import { call } from './http.js';
import { textOf } from '../tests/socket.js';
import { percentiles } from './load.js';
import { atMost, type Row } from './report.js';

const WRITES = 1_000;
const PER_SECOND = 50;

const Changed = z.object({ type: z.literal('changed'), kind: z.literal('task'), id: z.string() });
const Written = z.object({ id: z.string() });

/** From the answer to a write until its event is on Kafka, and until another person's socket has heard of it. */
export async function latency({ process, apiUrl, token }: Bench): Promise<Row[]> {
  const { bus } = process.chassis;
  const onKafka = new Map<string, number>();
  const onSocket = new Map<string, number>();

  const consumer = bus.kafka.consumer({ groupId: `bench.${randomUUID()}`, maxWaitTimeInMs: 20 });
  await consumer.connect();
  await consumer.subscribe({ topics: [bus.topic('tasks')] });
  const joined = new Promise<void>((resolve) => {
    consumer.on(consumer.events.GROUP_JOIN, () => resolve());
  });
  await consumer.run({
    eachMessage: async ({ message }) => {
      const event = busEvent(message.headers, message.value);
      if (event?.action === 'created') onKafka.set(event.subject, performance.now());
    },
  });
  await joined;

  const boris = await process.issuer.token({ sub: 'boris' });
  const socket = new WebSocket(`${apiUrl.replace('http', 'ws')}/v1/socket`);
  await new Promise((resolve) => socket.once('open', resolve));
  const ready = new Promise((resolve) => socket.once('message', resolve));
  socket.on('message', (data) => {
    const message = Changed.safeParse(JSON.parse(textOf(data)));
    if (message.success) onSocket.set(message.data.id, performance.now());
  });
  socket.send(JSON.stringify({ type: 'authenticate', token: boris }));
  await ready;

  const written = new Map<string, number>();
  const pending: Promise<void>[] = [];
  for (let index = 0; index < WRITES; index++) {
    pending.push(
      call(`${apiUrl}/v1/tasks`, { method: 'POST', token, body: { title: `Latency ${index}`, assignee: 'boris' } }).then(
        (text) => {
          written.set(Written.parse(JSON.parse(text)).id, performance.now());
        },
      ),
    );
    await new Promise((resolve) => setTimeout(resolve, 1000 / PER_SECOND));
  }
  await Promise.all(pending);
  const end = performance.now() + 10_000;
  while ((onKafka.size < WRITES || onSocket.size < WRITES) && performance.now() < end)
    await new Promise((resolve) => setTimeout(resolve, 20));
  socket.close();
  await consumer.disconnect();

  const until = (heard: Map<string, number>) =>
    percentiles([...written].map(([id, answered]) => Math.max(0, (heard.get(id) ?? Number.POSITIVE_INFINITY) - answered)));
  const kafka = until(onKafka);
  const screen = until(onSocket);
  return [
    atMost(`answer → consumer on Kafka at ${PER_SECOND} writes/s, p50`, kafka.p50, 25, 'ms'),
    atMost('answer → another person’s socket, p50', screen.p50, 60, 'ms'),
    atMost('answer → another person’s socket, p99', screen.p99, 250, 'ms'),
  ];
}
