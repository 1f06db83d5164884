import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { registry } from '../../kit/registry.js';
import { testGateway } from '../gateway.testing.js';
import { html, prose } from './html.js';
import { announcedReasons, commonReasons } from './reasons.js';

let gateway: Awaited<ReturnType<typeof testGateway>>;
beforeAll(async () => {
  gateway = await testGateway();
});
afterAll(() => gateway.close());

const text = async (path: string) => (await fetch(`${gateway.url}${path}`)).text();

test('the documents need no token', async () => {
  expect(JSON.parse(await text('/openapi.json'))).toMatchObject({
    openapi: '3.1.0',
    servers: [{ url: 'http://localhost:8080' }],
  });
  expect(JSON.parse(await text('/asyncapi.json'))).toMatchObject({ asyncapi: '3.0.0' });
});

test('the page shows every operation, event and schema, and all its links lead somewhere', async () => {
  const page = await text('/docs/api');
  for (const word of ['/v1/tasks/{id}:complete', 'TaskEvent', 'atrium.tasks.v1', 'At most 5 MB', 'at most 255 characters'])
    expect(page).toContain(word);
  const ids = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
  const links = [...page.matchAll(/href="#([^"]+)"/g)].map(([, target]) => target);
  expect(links.length).toBeGreaterThan(200);
  expect(links.filter((target) => !ids.has(target))).toEqual([]);
});

test('the pages run no script and have no style but our sheet', async () => {
  for (const path of ['/docs/api', '/docs/errors']) expect(await text(path)).not.toMatch(/<script|<style| style=| on\w+=/);
  expect((await fetch(`${gateway.url}/docs/style.css`)).headers.get('content-type')).toMatch(/^text\/css/);
});

test('every reason that the gateway gives is explained', () => {
  const sources = readdirSync('gateway/rest').filter((file) => /^[^.]+\.ts$/.test(file)).map((file) => readFileSync(`gateway/rest/${file}`, 'utf8')); // biome-ignore format: one step
  const given = sources.flatMap((source) =>
    [...source.matchAll(/(?:Problem\(\d+, |reason: |badField\(.*, )'([A-Z][A-Z_0-9]+)'/g)].map(([, reason = '']) => reason),
  );
  expect(given.length).toBeGreaterThan(15);
  expect(
    given.filter((reason) => !Object.hasOwn(commonReasons, reason) && !['CANCELLED', 'UNIMPLEMENTED'].includes(reason)),
  ).toEqual([]);
});

test('the page of errors lists what comments announce, where the type of a problem leads', async () => {
  const announced = announcedReasons(registry);
  expect(announced.get('DEPARTMENT_CYCLE')).toEqual({ code: 'FAILED_PRECONDITION', operations: ['org.moveDepartment'] });
  const page = await text('/docs/errors');
  for (const reason of [...announced.keys(), ...Object.keys(commonReasons)]) expect(page).toContain(`<tr id="${reason}">`);
});

test('texts are escaped, pieces of HTML are not', () => {
  expect(html`<b title="${'"&'}">${'<script>'}</b>${html`<i>${1}</i>`}${undefined}`.html).toBe(
    '<b title="&quot;&amp;">&lt;script&gt;</b><i>1</i>',
  );
  expect(prose('One `<b>`.\n\n- a\n- b')?.html).toBe('<p>One <code>&lt;b&gt;</code>.</p><ul><li>a</li><li>b</li></ul>');
});
