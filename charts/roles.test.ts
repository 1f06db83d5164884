import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { roles } from '../services/roles.js';

const fact = z.object({
  serves: z.array(z.enum(['grpc', 'http'])),
  needs: z.array(z.string()),
  calls: z.array(z.string()),
  setsUpKeycloak: z.boolean().optional(),
});
const facts = z.record(z.string(), fact).parse(parse(readFileSync(join(import.meta.dirname, 'atrium/roles.yaml'), 'utf8')));

test('the chart knows of each role what the program knows', () => {
  const needs = Object.fromEntries(Object.entries(roles).map(([name, role]) => [name, role.needs]));
  expect(Object.fromEntries(Object.entries(facts).map(([name, role]) => [name, role.needs]))).toEqual(needs);
});

test('every role may call org and auth, for the directory and the rights, and only roles that answer gRPC', () => {
  const callable = Object.keys(facts).filter((name) => facts[name]?.serves.includes('grpc'));
  for (const [name, { calls }] of Object.entries(facts)) {
    expect(calls, name).toEqual(expect.arrayContaining(['auth', 'org']));
    expect(callable, name).toEqual(expect.arrayContaining(calls));
  }
});
