import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { z } from 'zod';
import { CommandFailed, runCommand } from '../../scripts/infra/command.js';
import { prometheus } from '../../scripts/infra/prometheus.js';
import { alertsOf } from '../objects.js';
import { render, roles } from '../render.js';

/** Series by the minute, in promtool's words: "0+6x20" begins at 0 and grows by 6 twenty times, "5x20" stays. */
type Series = Record<string, string>;

const of = (metric: string, labels: string) => `${metric}{namespace="office",release="demo",${labels}}`;
const requests = (status: number, growth: string): Series => ({
  [of('atrium_http_requests_total', `route="/v1/tasks",method="GET",status="${status}"`)]: growth,
});
const calls = (code: string, growth: string): Series => ({
  [of('atrium_grpc_server_handled_total', `service="atrium.tasks.v1.TaskService",method="GetTask",code="${code}"`)]: growth,
});
const durations = (route: string, counts: Record<string, number>): Series =>
  Object.fromEntries(
    Object.entries(counts).map(([le, count]) => [
      of('atrium_http_request_duration_seconds_bucket', `route="${route}",method="GET",le="${le}"`),
      `0+${count}x30`,
    ]),
  );
const outbox = (seconds: string): Series => ({ [of('atrium_outbox_oldest_seconds', 'service="tasks"')]: seconds });
const lag = (events: string): Series => ({
  [of('atrium_consumer_lag', 'group="atrium.notify",topic="atrium.tasks.v1"')]: events,
});
const deadLetters = (count: string): Series => ({
  [of('atrium_consumer_dead_letters_total', 'group="atrium.notify",topic="atrium.tasks.v1"')]: count,
});
const up = (role: string, value: string): Series => ({ [of('up', `role="${role}",pod="a"`)]: value });
const ready = (pod: string, value: string): Series => ({
  [`kube_pod_status_ready{namespace="office",condition="true",pod="${pod}"}`]: value,
});
const late = (seconds: string): Series => ({
  [of('atrium_event_loop_lag_seconds', 'role="tasks",pod="a",quantile="0.99"')]: seconds,
});

/** An installation that is well: every role answers. */
const well: Series = Object.fromEntries(roles.flatMap((role) => Object.entries(up(role, '1x30'))));

describe('an alert', () => {
  let rules: object;
  beforeAll(async () => {
    const [rule] = (await render('production')).filter(({ kind }) => kind === 'PrometheusRule');
    rules = z.object({ spec: z.looseObject({ groups: z.array(z.looseObject({})) }) }).parse(rule).spec;
  });

  test.each([
    ['AtriumRequestsFail', 'one request of ten fails', { ...requests(200, '0+90x30'), ...requests(500, '0+10x30') }],
    ['AtriumRequestsSlow', 'one request of ten takes two seconds', durations('/v1/tasks', { '1': 90, '2.5': 100, '+Inf': 100 })],
    ['AtriumCallsFail', 'one call of twenty meets a fault', { ...calls('OK', '0+95x30'), ...calls('INTERNAL', '0+5x30') }],
    ['AtriumOutboxStuck', 'an event has waited for two minutes', outbox('120x30')],
    ['AtriumConsumerBehind', 'thousands of events wait', lag('6000x30')],
    ['AtriumDeadLetters', 'an event was given up', deadLetters('0x20 1x9')],
    ['AtriumRoleDown', 'the only process of a role does not answer', up('tasks', '0x30')],
    ['AtriumRoleDown', 'a role is gone from Prometheus', up('tasks', '1x5 _x24')],
    ['AtriumPodNotReady', 'a pod is not ready', ready('demo-atrium-tasks-6f9-abc', '0x30')],
    ['AtriumEventLoopLate', 'a process is half a second late', late('0.5x30')],
  ] satisfies [string, string, Series][])('%s fires when %s', async (alert, _, series) => {
    expect(await firing(rules, { ...well, ...series })).toEqual([alert]);
  });

  test.each([
    ['all is well', { ...requests(200, '0+100x30'), ...durations('/v1/tasks', { '1': 100, '2.5': 100, '+Inf': 100 }) }],
    ['people are refused what they may not do', { ...requests(403, '0+50x30'), ...calls('PERMISSION_DENIED', '0+50x30') }],
    ['one request of a thousand fails', { ...requests(200, '0+999x30'), ...requests(500, '0+1x30') }],
    ['WebSockets stay open', durations('/v1/socket', { '1': 0, '2.5': 0, '+Inf': 100 })],
    ['an event has waited for half a minute', outbox('30x30')],
    ['an import made thousands of events wait for five minutes', lag('0x20 6000x5 0x5')],
    ['events were given up an hour ago', deadLetters('7x30')],
    ['one process of two does not answer', { [of('up', 'role="tasks",pod="b"')]: '0x30' }],
    ['a pod of somebody else is not ready', ready('postgres-0', '0x30')],
    ['a pod was late to start', ready('demo-atrium-tasks-6f9-abc', '0x5 1x25')],
  ] satisfies [string, Series][])('none fires when %s', async (_, series) => {
    expect(await firing(rules, { ...well, ...series })).toEqual([]);
  });

  test('says in words what is wrong', async () => {
    const alerts = alertsOf(await render('production'));
    const annotations = alerts.find(({ alert }) => alert === 'AtriumRequestsFail')?.annotations;
    const words = {
      ...annotations,
      description: '10% of the requests of the last 5 minutes were answered with an error of the server.',
    };
    const found = { exp_labels: { severity: 'critical' }, exp_annotations: words };
    const check = { eval_time: '29m', alertname: 'AtriumRequestsFail', exp_alerts: [found] };
    const series = { ...well, ...requests(200, '0+90x30'), ...requests(500, '0+10x30') };
    expect(await promtool(rules, series, { alert_rule_test: [check] })).toContain('SUCCESS');
  });
});

/** Which alerts fire after half an hour of such series. */
async function firing(rules: object, series: Series): Promise<string[]> {
  // promtool tells what is so only where it was told otherwise.
  const query = {
    expr: 'count by (alertname) (ALERTS{alertstate="firing"})',
    eval_time: '29m',
    exp_samples: [{ labels: '{never="so"}', value: 0 }],
  };
  const told = await promtool(rules, series, { promql_expr_test: [query] });
  const got = /got:(.*)/s.exec(told)?.[1] ?? '';
  return [...got.matchAll(/alertname="(\w+)"/g)].map(([, name = '']) => name);
}

async function promtool(rules: object, series: Series, checks: object): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'atrium-rules-'));
  try {
    await writeFile(join(folder, 'rules.yaml'), stringify(rules));
    const input = Object.entries(series).map(([name, values]) => ({ series: name, values }));
    const suite = {
      rule_files: ['rules.yaml'],
      evaluation_interval: '1m',
      tests: [{ interval: '1m', input_series: input, ...checks }],
    };
    await writeFile(join(folder, 'tests.yaml'), stringify(suite));
    return await runCommand(await prometheus('promtool'), ['test', 'rules', 'tests.yaml'], { folder });
  } catch (error) {
    if (error instanceof CommandFailed) return error.output;
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
