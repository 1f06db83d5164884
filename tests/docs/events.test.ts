import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Kafka, logLevel, type Message } from 'kafkajs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSystem, type System } from '../system/system.js';
import { until } from '../process.js';

const page = await readFile('docs/events.md', 'utf8');

const consumers = {
  TypeScript: { file: 'examples/events/task-changes.ts', language: 'ts', command: ['npx', 'tsx'] },
  Python: { file: 'examples/events/task_changes.py', language: 'python', command: ['python3'] },
};

let system: System;
let packages: string;
beforeAll(async () => {
  packages = await mkdtemp(join(tmpdir(), 'atrium-examples-'));
  const [, library = ''] = /pip install (\S+)/.exec(page) ?? [];
  const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--target', packages, library];
  [system] = await Promise.all([startSystem(['all']), promisify(execFile)('python3', install)]);
});
afterAll(async () => {
  await system.stop();
  await rm(packages, { recursive: true });
});

test.each(Object.values(consumers))(
  'the page shows $file as it is, and how it is started',
  async ({ file, language, command }) => {
    expect(page).toContain(`\`\`\`${language}\n${await readFile(file, 'utf8')}\`\`\``);
    expect(page).toContain(`${command.join(' ')} ${file} 42\n`);
  },
);

test('each consumer prints every change of a task once and in order, and the same again from the beginning', async () => {
  const anna = await system.as('anna');
  const boris = await system.as('boris');
  const { json: task } = await anna.send('POST', '/v1/tasks', { title: 'Позвонить в банк', assignee: boris.id });
  const { json: view } = await anna.send('POST', '/v1/task-views', { name: 'Mine', layout: 'table' });
  expect(view.id).toBe(task.id);
  await anna.send('PATCH', `/v1/tasks/${task.id}`, { deadline: '2030-01-31T09:00:00Z', tags: ['банк', 'bank'] });
  await boris.send('POST', `/v1/tasks/${task.id}/comments`, { text: 'Сделаю "сегодня"' });
  await repeatEvents();
  await boris.send('POST', `/v1/tasks/${task.id}:complete`);

  const lines = [
    `1 created by ${anna.id}`,
    `2 updated by ${anna.id}`,
    '  tags: [] → ["банк","bank"]',
    '  deadline: nothing → "2030-01-31T09:00:00Z"',
    '  first_deadline: nothing → "2030-01-31T09:00:00Z"',
    `3 commented by ${boris.id}`,
    '  comment_count: 0 → 1',
    '  "Сделаю "сегодня""',
    `4 completed by ${boris.id}`,
    '  status: "TASK_STATUS_NEW" → "TASK_STATUS_COMPLETED"',
  ];
  const run = ({ command, file }: Consumer) => printedBy([...command, file, task.id], lines.length + 1);
  const first = await Promise.all(Object.values(consumers).map(run));
  for (const printed of first) {
    const withoutTimes = printed.map((line) => line.replace(/ \S+Z /, ' '));
    expect(withoutTimes.slice(0, -1)).toEqual(lines);
    expect(printed.at(-1)).toMatch(/^ {2}completed_at: nothing → "\S+Z"$/);
  }
  expect(first[0]).toEqual(first[1]);
  expect(await Promise.all(Object.values(consumers).map(run))).toEqual(first);
}, 90_000);

type Consumer = (typeof consumers)[keyof typeof consumers];

/** Runs the program until it has printed so many lines, and stops it as a person would. */
async function printedBy([program = '', ...parameters]: string[], count: number): Promise<string[]> {
  const child = spawn(program, parameters, {
    env: { ...process.env, TOPIC: system.topic('tasks'), PYTHONPATH: packages, PYTHONUTF8: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  const gone = new Promise((resolve) => child.once('exit', resolve));
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => (text += part));
  const lines = () => text.split('\n').slice(0, -1);
  try {
    await until(`${parameters.join(' ')} prints ${count} lines`, () => lines().length >= count, 30);
  } finally {
    // To the whole group, as Ctrl-C does: npx stands between.
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGINT');
    await gone;
  }
  return lines();
}

/** Sends what is on the topic once more, as a relay does that was killed before it could note what it had sent. */
async function repeatEvents(): Promise<void> {
  const kafka = new Kafka({ brokers: (process.env.KAFKA_BROKERS ?? '').split(','), logLevel: logLevel.NOTHING });
  const topic = system.topic('tasks');
  const consumer = kafka.consumer({ groupId: `${topic}.${crypto.randomUUID()}` });
  const messages: Message[] = [];
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  await consumer.run({
    eachMessage: async ({ message: { key, value, headers } }) => void messages.push({ key, value, headers: headers ?? {} }),
  });
  await until('the events of task and view are there', () => messages.length >= 4);
  await consumer.disconnect();
  const producer = kafka.producer();
  await producer.connect();
  await producer.send({ topic, messages });
  await producer.disconnect();
}
