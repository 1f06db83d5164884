import { expect, test } from 'vitest';
import { z } from 'zod';
import { registry } from '../kit/registry.js';
import { bindingsOf } from './contract/bindings.js';
import { openApi } from './openapi.js';

const document = openApi(registry, {
  publicUrl: 'https://atrium.example.com',
  issuer: 'https://id.example.com/realms/atrium',
  version: '1.2.3',
});
const operations = Object.entries(object(document.paths)).flatMap(([path, verbs]) =>
  Object.entries(object(verbs)).map(([verb, operation]) => ({ path, verb, operation: object(operation) })),
);
const operation = (verb: string, path: string) => object(object(object(document.paths)[path])[verb]);
const schema = (name: string) => object(object(object(document.components).schemas)[name]);

test('every method with an HTTP rule is an operation, and nothing else is', () => {
  expect(operations).toHaveLength(bindingsOf(registry).length);
  expect(JSON.stringify(document)).not.toContain('EnsureAccounts');
  expect(JSON.stringify(document)).not.toContain('StreamDirectory');
});

test('operation ids are unique', () => {
  const ids = operations.map((each) => each.operation.operationId);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toContain('tasks.completeTask');
});

test('every reference leads somewhere', () => {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference = '']) => reference);
  expect(references.length).toBeGreaterThan(100);
  for (const reference of new Set(references)) {
    const target = reference.slice(2).split('/').reduce<unknown>((at, key) => object(at)[key], document); // biome-ignore format: one step
    expect(Object.keys(object(target)), reference).not.toEqual([]);
  }
});

test('every variable of a path is a required parameter', () => {
  for (const { path, verb, operation: each } of operations) {
    const variables = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const declared = list(each.parameters).map(object).filter((parameter) => parameter.in === 'path'); // biome-ignore format: one step
    expect(
      declared.map((parameter) => parameter.name),
      `${verb} ${path}`,
    ).toEqual(variables);
    for (const parameter of declared) expect(parameter.required).toBe(true);
  }
});

test('every operation says what it answers when it fails', () => {
  for (const { operation: each } of operations)
    expect(Object.keys(object(each.responses))).toEqual(expect.arrayContaining(['200', '401', '429', '503']));
});

test('comments of the contract are descriptions', () => {
  expect(operation('post', '/v1/tasks/{id}:complete').summary).toBe('The work is reported done.');
  expect(object(object(schema('tasks.Task').properties).assignee).description).toMatch(/one person who answers for the task/);
});

test('rules of the contract are constraints in requests', () => {
  expect(object(schema('tasks.TaskInput').properties)).toMatchObject({
    title: { type: 'string', maxLength: 255 },
    coExecutors: {
      type: 'array',
      maxItems: 100,
      uniqueItems: true,
      items: { pattern: '^(u:[A-Za-z0-9_.-]{1,64}|d:[1-9][0-9]{0,15})$' },
    },
  });
  expect(schema('auth.InvitationInput').required).toEqual(expect.arrayContaining(['email', 'role']));
  expect(list(operation('get', '/v1/tasks').parameters)).toContainEqual(
    expect.objectContaining({
      name: 'pageSize',
      in: 'query',
      schema: { type: 'integer', format: 'int32', minimum: 0, maximum: 500 },
    }),
  );
  expect(list(operation('get', '/v1/tasks/{id}').parameters)).toContainEqual(
    expect.objectContaining({ name: 'id', in: 'path', schema: { type: 'string', format: 'int64', pattern: '^[1-9][0-9]*$' } }),
  );
});

test('in answers all fields stand but absent messages, and 64-bit integers are strings', () => {
  const task = schema('tasks.Task');
  expect(task.required).toEqual(expect.arrayContaining(['id', 'title', 'tags', 'allowedActions']));
  expect(task.required).not.toContain('deadline');
  expect(object(task.properties).version).toMatchObject({ type: 'string', format: 'int64' });
});

test('writes take an idempotency key and the version in headers, not in the body', () => {
  const complete = operation('post', '/v1/tasks/{id}:complete');
  expect(list(complete.parameters).map((each) => object(each).name)).toEqual(['id', 'If-Match', 'Idempotency-Key']);
  expect(JSON.stringify(complete.requestBody)).not.toMatch(/requestId|expectedVersion|"id"/);
  expect(Object.keys(object(complete.responses))).toContain('412');
});

test('pictures are answered as bytes', () => {
  const photo = operation('get', '/v1/employees/{id}/photo');
  expect(JSON.stringify(object(photo.responses)['200'])).toContain('"format":"binary"');
});

test('an update can clear a message field with null', () => {
  expect(object(schema('tasks.TaskInput').properties).deadline).toMatchObject({
    oneOf: [{ format: 'date-time' }, { type: 'null' }],
  });
});

function object(value: unknown): Record<string, unknown> {
  return z.record(z.string(), z.unknown()).parse(value);
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
