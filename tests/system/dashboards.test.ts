import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import WebSocket from 'ws';
import { stringify } from 'yaml';
import { z } from 'zod';
import { dashboards } from '../../charts/dashboards/dashboards.js';
import { prometheus } from '../../scripts/infra/prometheus.js';
import { freePort } from '../listening.js';
import { until } from '../process.js';
import { layouts, startSystem, type System } from './system.js';

const answer = z.object({
  status: z.string(),
  error: z.string().default(''),
  data: z.object({ result: z.array(z.unknown()) }).default({ result: [] }),
});

/** Shows what seldom happens: no line in it is good news. */
const seldom = new Set(['Requests refused to people']);

let system: System;
let watcher: Awaited<ReturnType<typeof startPrometheus>>;
beforeAll(async () => {
  system = await startSystem(layouts['roles apart']);
  watcher = await startPrometheus(system);
  await beBusy(system);
});
afterAll(async () => {
  await watcher.stop();
  await system.stop();
});

const panels = dashboards.flatMap(({ title, rows }) =>
  Object.values(rows).flatMap((row) =>
    row.flatMap((panel) => Object.values(panel.queries).map((query) => ({ page: title, panel: panel.title, query }))),
  ),
);

test.each(panels)('"$panel" of "$page" shows something of a system at work', async ({ panel, query }) => {
  const { status, error } = await watcher.ask(query);
  expect({ status, error }).toEqual({ status: 'success', error: '' });
  if (!seldom.has(panel))
    await until(`${query} has an answer`, async () => (await watcher.ask(query)).data.result.length > 0, 30);
});

/** Reads the metrics of every process, with the labels that the chart's ServiceMonitor gives them. */
async function startPrometheus({ processes }: System) {
  const folder = await mkdtemp(join(tmpdir(), 'atrium-prometheus-'));
  const port = await freePort();
  const targets = processes().map(({ target, adminPort }) => ({
    targets: [`127.0.0.1:${adminPort}`],
    labels: { namespace: 'office', release: 'demo', role: target, pod: `${target}-0` },
  }));
  const jobs = [{ job_name: 'atrium', scrape_interval: '1s', honor_labels: true, static_configs: targets }];
  await writeFile(join(folder, 'prometheus.yml'), stringify({ scrape_configs: jobs }));
  const options = ['--config.file=prometheus.yml', '--storage.tsdb.path=data', `--web.listen-address=127.0.0.1:${port}`];
  const child = spawn(await prometheus('prometheus'), [...options, '--log.level=error'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  process.once('exit', () => child.kill('SIGKILL'));
  const url = `http://127.0.0.1:${port}`;
  await until('Prometheus is ready', async () => (await fetch(`${url}/-/ready`).catch(() => undefined))?.ok, 30);
  return {
    ask: async (query: string) => {
      const set = query.replaceAll('$namespace', 'office').replaceAll('$release', 'demo').replaceAll('$__rate_interval', '20s');
      const response = await fetch(`${url}/api/v1/query?${new URLSearchParams({ query: set }).toString()}`);
      return answer.parse(await response.json());
    },
    stop: async () => {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill();
      await gone;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** People set, comment and complete tasks, and read what they are told. Twice, so that what is counted is seen to grow. */
async function beBusy({ as, apiUrl }: System): Promise<void> {
  const [anna, boris] = [await as('anna'), await as('boris')];
  const socket = new WebSocket(`${apiUrl.replace('http', 'ws')}/v1/socket`);
  await new Promise((resolve) => socket.once('open', resolve));
  socket.send(JSON.stringify({ type: 'authenticate', token: boris.token }));
  for (const round of [1, 2]) {
    const { json: task } = await anna.send('POST', '/v1/tasks', { title: `Round ${round}`, assignee: boris.id });
    await boris.send('POST', `/v1/tasks/${task.id}/comments`, { text: 'Will do' });
    await boris.send('POST', `/v1/tasks/${task.id}:complete`, {});
    await until('boris is told', async () => {
      const { json } = await boris.send('GET', '/v1/notifications');
      return json.notifications.some(({ subjectId }) => subjectId === task.id);
    });
    await until('Prometheus has seen it', async () => {
      const { data } = await watcher.ask(`sum(atrium_grpc_server_handled_total{method="CompleteTask"}) >= ${round}`);
      return data.result.length > 0;
    });
  }
}
