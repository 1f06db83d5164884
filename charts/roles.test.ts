import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Service } from '../kit/chassis.js';
import { TaskServiceDefinition } from '../gen/atrium/tasks/v1/tasks.js';
import { roleFacts, rolesDocument, wire } from './role-facts.js';

test('the chart knows of each role what the program is; scripts/chart-roles.ts brings it up to date', async () => {
  expect(readFileSync(join(import.meta.dirname, 'atrium/roles.yaml'), 'utf8')).toBe(await rolesDocument());
});

test('every role calls org and auth, for the directory and the rights, and only roles that answer gRPC', async () => {
  const facts = await roleFacts();
  const callable = Object.keys(facts).filter((name) => facts[name]?.serves.includes('grpc'));
  for (const [name, { calls }] of Object.entries(facts)) {
    expect(calls, name).toEqual(expect.arrayContaining(['auth', 'org']));
    expect(callable, name).toEqual(expect.arrayContaining(calls));
  }
});

describe('a role that comes to use more', () => {
  const nothing: Service = () => undefined;
  const memoryOf = (services: string[]) => ({ services, begin: () => undefined, take: () => undefined, onGap: () => undefined });

  test.each([
    ['asks another by gRPC', (chassis) => void chassis.client(TaskServiceDefinition, 'tasks'), 'calls', 'tasks'],
    ['reads an address', ({ settings, log }) => log.debug(settings.addresses.notify), 'calls', 'notify'],
    ['looks at all addresses', ({ settings }) => void Object.entries(settings.addresses), 'calls', 'tasks'],
    ['has a database', (chassis) => void chassis.store('tasks'), 'writes', 'tasks'],
    ['listens to events', ({ bus }) => bus.broadcast(['tasks'], () => undefined), 'reads', 'tasks'],
    ['remembers events', ({ bus }) => bus.remember(memoryOf(['tasks'])), 'reads', 'tasks'],
    ['serves at the edge', (chassis) => chassis.edge({ name: 'edge' }), 'serves', 'http'],
  ] satisfies [string, Service, 'calls' | 'writes' | 'reads' | 'serves', string][])(
    '%s: is seen',
    async (_, service, fact, value) => {
      expect((await wire(nothing))[fact].has(value)).toBe(false);
      expect((await wire(service))[fact].has(value)).toBe(true);
    },
  );
});
