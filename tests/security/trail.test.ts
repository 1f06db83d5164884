import { randomUUID } from 'node:crypto';
import { closeSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { collector, type Span } from '../collector.js';
import { until } from '../process.js';
import { layouts, startSystem, type System } from '../system/system.js';

const patience = { timeout: 240_000 };
const logFile = join(tmpdir(), `atrium-trail-${randomUUID()}.log`);
/** A secret of this run alone, which nothing else could have written. */
const serviceSecret = `service-${randomUUID()}`;

let system: System;
let spans: Awaited<ReturnType<typeof collector>>;
let anna: Awaited<ReturnType<System['as']>>;
let boris: Awaited<ReturnType<System['as']>>;
let output: number;

beforeAll(async () => {
  spans = await collector();
  output = openSync(logFile, 'a');
  system = await startSystem(layouts['roles apart'], {
    more: () => ({
      LOG_LEVEL: 'trace',
      ATRIUM_SERVICE_CLIENT_SECRET: serviceSecret,
      OTEL_EXPORTER_OTLP_ENDPOINT: spans.endpoint,
      OTEL_BSP_SCHEDULE_DELAY: '100',
    }),
    imports: ['./kit/telemetry-register.ts'],
    seconds: 150,
    output,
  });
  [anna, boris] = [await system.as('anna'), await system.as('boris')];
}, 200_000);
afterAll(async () => {
  await system.stop();
  await spans.close();
  closeSync(output);
  rmSync(logFile);
});

const logged = (): string => readFileSync(logFile, 'utf8');

/** Hears what the sockets of a person are told, until the test has ended. */
async function listening(token: string): Promise<() => string> {
  const socket = new WebSocket(`${system.apiUrl.replace('http', 'ws')}/v1/socket`);
  let heard = '';
  socket.on('message', (data: Buffer) => {
    heard += data.toString();
  });
  socket.once('open', () => socket.send(JSON.stringify({ type: 'authenticate', token })));
  await until('the socket is ready', () => heard.includes('"ready"'), 60);
  return () => heard;
}

const [server, client, consumer] = [2, 3, 5];

test(
  'one trace leads from the request over every role and Kafka to the sockets, and the log of each step names it',
  patience,
  async () => {
    const heard = await listening(boris.token);
    const task = { title: 'Follow me', assignee: boris.id };
    const { json } = await anna.send('POST', '/v1/tasks', task, { 'x-request-id': 'trail-of-a-task' });
    await until('boris hears of the task', () => heard().includes(`"kind":"task","id":"${json.id}"`), 60);
    await until('boris hears of the notification', () => heard().includes('"kind":"notification"'), 60);

    const steps: [string, number][] = [
      ['POST', server],
      ['grpc.atrium.tasks.v1.TaskService/CreateTask', client],
      ['grpc.atrium.tasks.v1.TaskService/CreateTask', server],
      ['sockets task.created', consumer],
      ['notify task.created', consumer],
      ['sockets notification.created', consumer],
    ];
    const of = (name: string, kind: number): Span[] => spans.spans.filter((span) => span.name === name && span.kind === kind);
    await until('all steps are told', () => steps.every(([name, kind]) => of(name, kind).length > 0), 60);
    const [begin] = of('grpc.atrium.tasks.v1.TaskService/CreateTask', server);
    const trace = begin?.trace ?? expect.fail('The call has no span.');
    const within = steps.map(([name, kind]) => [name, of(name, kind).filter((span) => span.trace === trace).length]);
    expect(within).toEqual(steps.map(([name]) => [name, 1]));

    const lines = logged()
      .split('\n')
      .filter((line) => line.includes('trail-of-a-task'));
    const atGateway = lines.find((line) => line.includes('POST /v1/tasks '));
    const atTasks = lines.find((line) => line.includes('TaskService/CreateTask'));
    for (const line of [atGateway, atTasks]) {
      expect(line).toContain(`"trace_id":"${trace}"`);
      expect(line).toContain(`"actor":"${anna.id}"`);
    }
    expect(
      logged()
        .split('\n')
        .some((line) => line.includes('Heard task') && line.includes(trace)),
    ).toBe(true);
  },
);

test('the log of everything, at its most talkative, holds no token, password, address or word of anybody', patience, async () => {
  const email = (name: string) => `${name}-${randomUUID().slice(0, 8)}@company.example`;
  const [invited, imported, wanted] = [email('invited'), email('imported'), email('wanted')];
  const word = `word${randomUUID().slice(0, 8)}`;
  const phone = '+821098765432';

  const { json: task } = await anna.send('POST', '/v1/tasks', { title: `About ${word}`, assignee: boris.id });
  await boris.send('POST', `/v1/tasks/${task.id}/comments`, { text: `Write to ${wanted} about ${word}` });
  await anna.send('POST', '/v1/invitations', { email: invited, role: 'guest' });
  await anna.send('POST', '/v1/invitations', { email: invited, role: 'guest' });
  await anna.send('PATCH', '/v1/me', { phones: [] });
  await anna.send('PATCH', `/v1/employees/${anna.id}`, { phones: [{ kind: 'mobile', number: phone, extension: '' }] });
  const file = Buffer.from(`email,first name,mobile\n${imported},Ivan,${phone}\nbroken@,,\n`).toString('base64');
  const { json: import_ } = await anna.send('POST', '/v1/imports', { fileName: `${word}.csv`, content: file });
  await until(
    'the import may be started',
    async () => (await anna.send('POST', `/v1/imports/${import_.id}:start`, {})).status === 200,
    60,
  );
  await anna.send('GET', `/v1/employees?q=${encodeURIComponent(wanted)}`);
  await anna.send('GET', `/v1/tasks?filter=${encodeURIComponent(`title == "${word}" &&`)}`);
  await anna.send('POST', '/v1/tasks', `{"title": "${word}`, { 'idempotency-key': wanted });

  // What is refused is what is looked at in logs.
  const broken = `${anna.token.slice(0, -8)}AAAAAAAA`;
  const password = `pass-${randomUUID()}`;
  for (const authorization of [`Bearer ${broken}`, `Basic ${Buffer.from(`anna:${password}`).toString('base64')}`, password])
    await fetch(`${system.apiUrl}/v1/me?access_token=${anna.token}`, {
      headers: { authorization, cookie: `session=${password}` },
    });
  await fetch(`${system.apiUrl}/v1/nowhere/${anna.token}?password=${password}`);
  await until(
    'the events are handled',
    async () => {
      const { json } = await boris.send('GET', '/v1/notifications');
      return json.notifications.some(({ subjectId }) => subjectId === task.id);
    },
    60,
  );

  const log = logged();
  expect(log).toContain('/v1/imports');
  const secrets = {
    'the token of anna': anna.token.split('.')[2] ?? '',
    'the token of boris': boris.token.split('.')[2] ?? '',
    'any token': 'eyJ',
    'a broken token': broken.slice(-40),
    'the secret of the services': serviceSecret,
    'a password': password,
    'a password in base64': Buffer.from(`anna:${password}`).toString('base64').slice(8, -4),
    'the address of who was invited': invited.split('@')[0] ?? '',
    'the address of who was imported': imported.split('@')[0] ?? '',
    'an address in a text': wanted.split('@')[0] ?? '',
    'the address of who signed in': 'anna@atrium.localhost',
    'what people wrote': word,
    'a phone': phone.slice(1),
  };
  for (const [what, secret] of Object.entries(secrets)) {
    expect(secret.length, what).toBeGreaterThan(2);
    expect(
      log.split('\n').filter((line) => line.includes(secret)),
      what,
    ).toEqual([]);
  }
});
