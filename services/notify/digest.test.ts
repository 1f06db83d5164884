import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { systemActor } from '../../kit/actor.js';
import { freePort } from '../../tests/listening.js';
import { testProcess, type TestProcess } from '../../tests/process.js';
import { mailDigests } from './digest.js';
import { mailQueue } from './mail-queue.js';
import { type Mailer, mailer } from './mailer.js';
import type { Kind } from './kinds.js';
import { type Notifications, notificationStore } from './notification-store.js';
import { type PreferencesOfPeople, preferencesStore } from './preferences-store.js';
import { readAll } from './reading.js';

type Received = { to: string; subject: string; messageId: string; html: string; text: string };

let process: TestProcess;
let server: SMTPServer;
let received: Received[] = [];
/** What the mail server answers to a recipient: nothing where it takes the mail. */
let refuse: (address: string) => number | undefined = () => undefined;
let notifications: Notifications;
let preferences: PreferencesOfPeople;
let mail: Mailer;
let nextId = 1;

const collect: SMTPServerOptions['onData'] = (stream, session, done) => {
  simpleParser(stream).then(({ subject = '', messageId = '', html, text = '' }) => {
    const to = session.envelope.rcptTo.map(({ address }) => address).join();
    received.push({ to, subject, messageId, html: html || '', text });
    done();
  }, done);
};

beforeAll(async () => {
  const port = await freePort();
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: collect,
    onRcptTo: ({ address }, _, done) => {
      const code = refuse(address);
      done(code ? Object.assign(new Error('Not now or never'), { responseCode: code }) : null);
    },
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  process = await testProcess([], { env: { SMTP_URL: `smtp://127.0.0.1:${port}` } });
  const store = process.chassis.store('notify');
  notifications = notificationStore(store);
  preferences = preferencesStore(store);
  mailQueue(store);
  await store.prepare({ holder: 'test', log: process.chassis.log });
  mail = mailer(process.settings);
});
afterAll(async () => {
  await mail.stop?.();
  await process.stop();
  await new Promise<void>((resolve) => server.close(() => resolve()));
});
beforeEach(async () => {
  received = [];
  refuse = () => undefined;
  await queue().deleteMany({ recipient: { $exists: true } }, { hint: { recipient: 1, _id: 1 } });
});

const store = () => process.chassis.store('notify');
const queue = () => mailQueue(store());
const ground = (mailer: Mailer = mail) => {
  const { directory, log } = process.chassis;
  return {
    store: store(),
    directory,
    log,
    notifications,
    preferences,
    queue: queue(),
    mailer,
    settings: { digestMinutes: 15, publicUrl: 'http://atrium.test' },
  };
};

const start = new Date('2026-05-01T10:00:00Z');
const minutes = (count: number) => new Date(start.getTime() + count * 60_000);

async function told(recipient: string, at: Date, more: { kind?: Kind; title?: string } = {}): Promise<number> {
  const _id = nextId++;
  await notifications.create(
    { actor: systemActor, now: at },
    {
      _id,
      recipient,
      kind: more.kind ?? 'task_assigned',
      action: 'created',
      subjectType: 'task',
      subjectId: String(_id),
      subjectTitle: more.title ?? `Task ${_id}`,
      actor: 'anna',
      excerpt: '',
      createdAt: at,
      shown: true,
      unread: true,
    },
  );
  await queue().insertOne({ _id, recipient, createdAt: at });
  return _id;
}

const read = (user: string, ids: number[]) =>
  readAll(
    store(),
    notifications,
    { actor: process.chassis.directory.actorOf(user, ['employee']), now: new Date() },
    { ids, subjectType: '', subjectId: '' },
  );

test('one mail tells all that is unread, once the oldest has waited, and only once', async () => {
  await told('boris', start, { title: 'First' });
  await told('boris', minutes(14), { title: 'Second' });
  await told('chen', minutes(14));
  await mailDigests(ground(), minutes(14));
  expect(received).toEqual([]);
  await mailDigests(ground(), minutes(15));
  expect(received).toMatchObject([{ to: 'boris@example.com', subject: '[Test] 2 unread notifications' }]);
  expect(received[0]?.text).toMatch(/First[\s\S]*Second/);
  await mailDigests(ground(), minutes(15));
  expect(received).toHaveLength(1);
});

test('what was read first is not mailed', async () => {
  const first = await told('boris', start, { title: 'Read' });
  await told('boris', start, { title: 'Unread' });
  await told('chen', start);
  await read('boris', [first]);
  await read('chen', []);
  await mailDigests(ground(), minutes(15));
  expect(received).toMatchObject([{ to: 'boris@example.com', subject: '[Test] New task for you: Unread' }]);
  expect(await queue().countDocuments({ recipient: { $in: ['boris', 'chen'] } })).toBe(0);
});

test('what was switched off since is not mailed', async () => {
  await told('daria', start);
  const context = { actor: process.chassis.directory.actorOf('daria', ['employee']), now: start };
  await preferences.create(context, { _id: 'daria', choices: { task_assigned: { web: true, mail: false } } });
  await mailDigests(ground(), minutes(15));
  expect(received).toEqual([]);
  expect(await queue().countDocuments({ recipient: 'daria' })).toBe(0);
});

test('a crash between sending and noting it repeats that very mail under the same id, and mails what came since apart', async () => {
  await told('boris', start, { title: 'Before' });
  const dying: Mailer = {
    name: 'dying',
    send: async (digest) => {
      await mail.send(digest);
      throw new Error('The process is gone.');
    },
  };
  await expect(mailDigests(ground(dying), minutes(15))).rejects.toThrow('The process is gone.');
  await told('boris', minutes(15), { title: 'After' });
  await mailDigests(ground(), minutes(16));
  expect(received.map(({ subject }) => subject)).toEqual([
    '[Test] New task for you: Before',
    '[Test] New task for you: Before',
    '[Test] New task for you: After',
  ]);
  const [first, second, third] = received.map(({ messageId }) => messageId);
  expect(second).toBe(first);
  expect(third).not.toBe(first);
});

test('an address that is refused for good is given up, one that is full is tried again, and others are not held up', async () => {
  refuse = (address) => ({ 'boris@example.com': 550, 'chen@example.com': 452 })[address];
  for (const user of ['boris', 'chen', 'yuna']) await told(user, start);
  await mailDigests(ground(), minutes(15));
  expect(received.map(({ to }) => to)).toEqual(['yuna@example.com']);
  refuse = () => undefined;
  await mailDigests(ground(), minutes(16));
  expect(received.map(({ to }) => to)).toEqual(['yuna@example.com', 'chen@example.com']);
});

test('while the mail server is away everything stays due', async () => {
  for (const user of ['boris', 'chen', 'yuna', 'anna', 'gleb']) await told(user, start);
  const away = mailer({ ...process.settings, smtpUrl: `smtp://127.0.0.1:${await freePort()}` });
  await expect(mailDigests(ground(away), minutes(15))).rejects.toThrow();
  await away.stop?.();
  await mailDigests(ground(), minutes(16));
  expect(received.map(({ to }) => to).sort()).toEqual(
    ['anna', 'boris', 'chen', 'gleb', 'yuna'].map((user) => `${user}@example.com`),
  );
});
