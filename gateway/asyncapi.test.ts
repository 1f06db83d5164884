import { expect, test } from 'vitest';
import { z } from 'zod';
import { registry } from '../kit/registry.js';
import { asyncApi, eventTypesOf } from './asyncapi.js';

const document = asyncApi(registry, {
  publicUrl: 'https://atrium.example.com',
  version: '1.2.3',
  kafkaBrokers: ['kafka-1:9092', 'kafka-2:9092'],
  topicPrefix: 'acme.',
});
const shape = z.object({
  servers: z.record(z.string(), z.object({ host: z.string(), protocol: z.string() })),
  channels: z.record(
    z.string(),
    z.object({ address: z.string(), messages: z.record(z.string(), z.object({ $ref: z.string() })) }),
  ),
  components: z.object({
    messages: z.record(z.string(), z.object({ headers: z.unknown().optional(), payload: z.unknown() })),
    schemas: z.record(z.string(), z.record(z.string(), z.unknown())),
  }),
});
const { servers, channels, components } = shape.parse(document);

test('every event of the contract is a message on the topic of its service', () => {
  for (const { message, service } of eventTypesOf(registry)) {
    expect(channels[service]?.address).toBe(`acme.${service}.v1`);
    expect(channels[service]?.messages[message.name]).toEqual({ $ref: `#/components/messages/${message.name}` });
    expect(components.messages[message.name]?.payload).toEqual({ $ref: `#/components/schemas/${service}.${message.name}` });
  }
  expect(eventTypesOf(registry).map(({ message }) => message.name)).toEqual(
    expect.arrayContaining(['TaskEvent', 'EmployeeEvent', 'NotificationEvent']),
  );
});

test('the actions of the contract are types of CloudEvents', () => {
  const headers = JSON.stringify(components.messages.TaskEvent?.headers);
  expect(headers).toContain('"atrium.tasks.task.completed.v1"');
  expect(headers).toContain('"/atrium/tasks"');
});

test('the socket speaks the messages it speaks', () => {
  expect(channels.socket?.address).toBe('/v1/socket');
  expect(Object.keys(channels.socket?.messages ?? {})).toEqual(['authenticate', 'ready', 'changed', 'position', 'resync', 'bye']);
  expect(servers).toEqual({
    kafka: { host: 'kafka-1:9092,kafka-2:9092', protocol: 'kafka' },
    web: { host: 'atrium.example.com', protocol: 'wss' },
  });
});

test('every reference leads somewhere', () => {
  const references = new Set(
    [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, reference = '']) => reference),
  );
  expect(references.size).toBeGreaterThan(20);
  for (const reference of references) {
    const target = reference.split('/').reduce<unknown>((at, key) => z.record(z.string(), z.unknown()).parse(at)[key], document); // biome-ignore format: one step
    expect(target, reference).toBeDefined();
  }
});
