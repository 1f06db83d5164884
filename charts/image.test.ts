import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';

const root = join(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const lines = (path: string) => read(path).split('\n');

/** What .dockerignore lets into the build. */
const admitted = lines('.dockerignore').flatMap((line) => /^!(.+)$/.exec(line)?.[1] ?? []);

/** The COPY lines: the stage they copy from, none for the context, and the paths. */
const copies = lines('Dockerfile').flatMap((line) => {
  const [, stage, paths] = /^COPY (?:--from=(\w+) )?(.+) \S+$/.exec(line) ?? [];
  return paths === undefined ? [] : [{ stage, paths: paths.split(' ') }];
});

test('what the image is built from exists, and all else stays out of the build', () => {
  expect(lines('.dockerignore').find((line) => line && !line.startsWith('#'))).toBe('*');
  expect(admitted.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  const fromContext = copies.filter(({ stage }) => !stage).flatMap(({ paths }) => paths);
  expect(fromContext.filter((path) => path !== '.' && !admitted.includes(path.split('/')[0] ?? ''))).toEqual([]);
});

test('what the compiler compiles is let in', () => {
  const { include } = z.object({ include: z.array(z.string()) }).parse(JSON.parse(read('tsconfig.build.json')));
  expect(include.filter((path) => path !== 'gen' && !admitted.includes(path))).toEqual([]);
});

test('the image holds what runs and nothing else', () => {
  expect(copies.filter(({ stage }) => stage === 'build').flatMap(({ paths }) => paths)).toEqual([
    '/app/package.json',
    '/app/dist',
    '/app/gen/descriptors.binpb',
    '/app/web/dist',
  ]);
  expect(copies.filter(({ stage }) => stage === 'packages').flatMap(({ paths }) => paths)).toEqual(['/app/node_modules']);
});

test('the image runs as nobody in particular, on a base of choice', () => {
  expect(lines('Dockerfile')).toContain('ARG BASE=node:24-bookworm-slim');
  expect(lines('Dockerfile').filter((line) => line.startsWith('FROM '))).toEqual([
    'FROM ${BASE} AS build',
    'FROM ${BASE} AS packages',
    'FROM ${BASE}',
  ]);
  expect(lines('Dockerfile')).toContain('USER 10001:10001');
});

test('the image starts what is compiled', () => {
  const entry = lines('Dockerfile').find((line) => line.startsWith('ENTRYPOINT ')) ?? '';
  const sources = [...entry.matchAll(/"(?:\.\/)?dist\/([^"]+)\.js"/g)].map(([, path = '']) => `${path}.ts`);
  expect(sources).toEqual(['kit/telemetry-register.ts', 'services/main.ts']);
  expect(sources.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});
