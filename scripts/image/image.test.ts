import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { runCommand } from '../infra/command.js';
import { fullName, writeArchive } from './archive.js';
import { whatIsWrong } from './contents.js';
import { configOf } from './dockerfile.js';
import { admittedFiles } from './dockerignore.js';
import { writeSbom } from './sbom.js';
import { carryOut } from './stages.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'atrium-image-test-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function write(files: Record<string, string>, under = 'context'): string {
  for (const [path, content] of Object.entries(files)) {
    const file = join(folder, under, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  return join(folder, under);
}

const carriedOut = (context: string) => carryOut({ context, scratch: join(folder, 'scratch'), log: () => undefined });

const sbom = z.object({
  bomFormat: z.string(),
  metadata: z.object({ component: z.looseObject({}) }),
  components: z.array(z.object({ name: z.string() })),
});
const dockerManifest = z.tuple([z.object({ RepoTags: z.array(z.string()), Layers: z.array(z.string()) })]);

const dockerfile = `# An example.
ARG BASE=node:24
FROM \${BASE} AS build
WORKDIR /app
COPY package.json ./
COPY . .
RUN mkdir dist && cat src/main.ts > dist/main.js

FROM \${BASE}
WORKDIR /app
ENV NODE_ENV=production HOME=/tmp
COPY --from=build /app/dist dist/
COPY --from=build /app/package.json ./
USER 10001:10001
EXPOSE 9090 8080
HEALTHCHECK NONE
ENTRYPOINT ["node", "dist/main.js"]
`;

describe('the context of a build', () => {
  test('holds what .dockerignore lets in, its last word on a path counting', async () => {
    const context = write({
      'kit/a.ts': '',
      'kit/a.test.ts': '',
      'kit/deep/b.test.ts': '',
      'docs/c.md': '',
      'web/dist/d.js': '',
    });
    const ignore = '# Nothing but:\n*\n!kit\n!web\n**/*.test.ts\n**/dist\n';
    expect(await admittedFiles(context, ignore)).toEqual(['kit/a.ts']);
  });

  test('of Atrium holds its program and none of its tests', async () => {
    const root = join(import.meta.dirname, '../..');
    const files = await admittedFiles(root, readFileSync(join(root, '.dockerignore'), 'utf8'));
    expect(files).toContain('services/main.ts');
    expect(files.filter((file) => /\.test(ing)?\.|node_modules|^(charts|docs|tests)\//.test(file))).toEqual([]);
  });
});

describe('without an engine', () => {
  test('the image holds what the last stage copies, and runs as it says', async () => {
    const context = write({
      Dockerfile: dockerfile,
      '.dockerignore': '*\n!package.json\n!src\n',
      'package.json': '{}',
      'src/main.ts': 'main',
      'secret.txt': 'secret',
    });
    const { layer, stage } = await carriedOut(context);
    const files = (await runCommand('find', [layer, '-type', 'f', '-printf', '%P\n'])).trim().split('\n');
    expect(files.toSorted()).toEqual(['app/dist/main.js', 'app/package.json']);
    expect(readFileSync(join(layer, 'app/dist/main.js'), 'utf8')).toBe('main');
    expect(configOf(stage)).toEqual({
      Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', 'NODE_ENV=production', 'HOME=/tmp'],
      WorkingDir: '/app',
      User: '10001:10001',
      Entrypoint: ['node', 'dist/main.js'],
      ExposedPorts: { '9090/tcp': {}, '8080/tcp': {} },
    });
  });

  test('what cannot be carried out is refused by its name, not left out', async () => {
    const context = write({
      Dockerfile: `${dockerfile}ADD https://example.com/a.tar /\n`,
      '.dockerignore': '',
      'package.json': '{}',
      'src/main.ts': '',
    });
    await expect(carriedOut(context)).rejects.toThrow('ADD in the Dockerfile');
  });

  test('the archive is the same for the same folders, and names the image and its layers', async () => {
    const layers = [write({ 'bin/node': 'node' }, 'base'), write({ 'app/main.js': 'main' }, 'layer')];
    const image = { name: 'atrium:1.0.0', config: { Env: [], WorkingDir: '/app' }, layers };
    const [first, second] = [join(folder, 'first.tar'), join(folder, 'second.tar')];
    expect(await writeArchive(image, first)).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(await writeArchive(image, second)).toBe(await writeArchive(image, first));
    expect(readFileSync(first).equals(readFileSync(second))).toBe(true);
    const written = await runCommand('tar', ['--extract', '--to-stdout', '--file', first, 'manifest.json']);
    const [manifest] = dockerManifest.parse(JSON.parse(written));
    expect(manifest.RepoTags).toEqual(['atrium:1.0.0']);
    const listings = manifest.Layers.map((layer) =>
      runCommand('sh', ['-c', 'tar --extract --to-stdout --file "$0" "$1" | tar --list', first, layer]),
    );
    expect((await Promise.all(listings)).map((listing) => listing.trim().split('\n').at(-1))).toEqual([
      './bin/node',
      './app/main.js',
    ]);
  });
});

test.each([
  ['atrium:1', 'docker.io/library/atrium:1'],
  ['company/atrium:1', 'docker.io/company/atrium:1'],
  ['localhost/atrium:1', 'localhost/atrium:1'],
  ['registry.example.com:5000/atrium:1', 'registry.example.com:5000/atrium:1'],
])('%s means %s', (name, full) => {
  expect(fullName(name)).toBe(full);
});

test('beside the image lies what it is made of: what runs, what the web client is bundled of, and no tool of development', async () => {
  const file = join(folder, 'sbom.json');
  await writeSbom(join(import.meta.dirname, '../..'), file);
  const { bomFormat, metadata, components } = sbom.parse(JSON.parse(readFileSync(file, 'utf8')));
  expect({ bomFormat, ...metadata.component }).toMatchObject({ bomFormat: 'CycloneDX', name: 'atrium', type: 'application' });
  const names = components.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['mongodb', 'react']));
  expect(names.filter((name) => ['typescript', 'vite', 'vitest'].includes(name))).toEqual([]);
});

describe('an image is refused', () => {
  const installed = (packages: object) => ({ 'app/node_modules/.package-lock.json': JSON.stringify({ packages }) });

  test('with a package of development', async () => {
    const packages = { 'node_modules/ws': {}, 'node_modules/vitest': { dev: true } };
    expect(await whatIsWrong(write(installed(packages)))).toEqual(['node_modules/vitest is a package of development.']);
    expect(await whatIsWrong(write(installed({ 'node_modules/ws': {} })))).toEqual([]);
  });

  test('when it has grown too large', async () => {
    const layer = write(installed({}));
    await runCommand('truncate', ['--size=251MB', join(layer, 'app/large')]);
    expect(await whatIsWrong(layer)).toEqual(['It adds 251 MB to its base; 250 MB are allowed.']);
  });
});
