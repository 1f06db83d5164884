// What many people do at once, while the release under them is changed: each works through tasks and holds a WebSocket, which goes on from
// its last position when it is sent away. Tells every second, as a line of JSON, what was answered, what failed, and what sockets met.
import { lookup } from 'node:dns/promises';
import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { setTimeout } from 'node:timers';
import { setTimeout as sleep } from 'node:timers/promises';
import WebSocket from 'ws';

const { PEOPLE, PASSWORD, WEB_HOST, CLIENTS, THINK_MILLISECONDS } = process.env;
const realm = 'http://keycloak:8080/realms/atrium';
/** After this long a socket has missed what it has not heard of a write. */
const HEARD_WITHIN = 15_000;
const ANSWERED_WITHIN = 20_000;

// A browser asks for an address once; name resolution is not what is tried here.
const [address, keycloak] = await Promise.all([WEB_HOST, 'keycloak'].map(async (name) => (await lookup(name)).address));
const web = `http://${address}`;

const nothing = () => ({ latencies: [], failed: [], closed: 0, back: [], anew: 0, missed: [], heard: 0, twice: 0, next: 0 });
let tick = nothing();

async function signIn(person) {
  const body = new URLSearchParams({
    grant_type: 'password',
    client_id: 'atrium-evaluation',
    username: person.name,
    password: PASSWORD,
  });
  const url = `${realm}/protocol/openid-connect/token`.replace('//keycloak:', `//${keycloak}:`);
  for (;;) {
    try {
      const response = await fetch(url, {
        method: 'POST',
        body: new URLSearchParams({ ...Object.fromEntries(body), scope: 'openid' }),
      });
      if (!response.ok) throw new Error(`Keycloak answered ${response.status}: ${await response.text()}`);
      const { access_token: token, expires_in: seconds } = await response.json();
      person.token = token;
      for (const screen of person.screens) screen.renew();
      setTimeout(() => void signIn(person), seconds * 500).unref();
      return;
    } catch (error) {
      console.error(`${person.name} cannot sign in: ${error.message} ${error.cause ?? ''}`);
      await sleep(1_000);
    }
  }
}

async function call(person, method, path, content) {
  const began = performance.now();
  const headers = { authorization: `Bearer ${person.token}`, 'content-type': 'application/json' };
  if (method === 'POST') headers['idempotency-key'] = randomUUID();
  const body = content && JSON.stringify(content);
  try {
    const response = await fetch(`${web}/v1/${path}`, { method, headers, body, signal: AbortSignal.timeout(ANSWERED_WITHIN) });
    const text = await response.text();
    if (!response.ok) throw new Error(`${response.status} ${text}`);
    tick.latencies.push(Math.round(performance.now() - began));
    return JSON.parse(text);
  } catch (error) {
    tick.failed.push(`${new Date().toISOString()} ${method} ${path}: ${error.message} ${error.cause?.message ?? ''}`.trim());
    return undefined;
  }
}

/** A WebSocket that comes back as the web client does, and remembers what it has heard. */
function screenOf(person) {
  const heard = new Map();
  let socket;
  let position;
  let lostAt;
  let readyAt = Infinity;

  function connect() {
    const opened = new WebSocket(`ws://${address}/v1/socket`, { handshakeTimeout: 5_000 });
    socket = opened;
    opened.on('open', () => opened.send(JSON.stringify({ type: 'authenticate', token: person.token, position })));
    opened.on('message', (data) => take(JSON.parse(data.toString())));
    opened.on('error', () => undefined);
    opened.on('close', () => {
      if (socket !== opened) return;
      tick.closed += 1;
      lostAt ??= performance.now();
      setTimeout(connect, 100 + Math.random() * 200);
    });
  }

  function take(message) {
    if (message.position !== undefined) position = message.position;
    if (message.type === 'resync') tick.anew += 1;
    if (message.type === 'ready') {
      readyAt = Math.min(readyAt, performance.now());
      if (lostAt === undefined) return;
      tick.back.push(Math.round(performance.now() - lostAt));
      if (!message.resumed) tick.anew += 1;
      lostAt = undefined;
    }
    if (message.type !== 'changed' || message.kind !== 'task') return;
    const key = `${message.id}/${message.version}`;
    if (heard.has(key)) tick.twice += 1;
    tick.heard += 1;
    heard.set(key, performance.now());
    if (heard.size > 5_000) heard.delete(heard.keys().next().value);
  }

  connect();
  return {
    isReady: () => readyAt < Infinity,
    misses: ({ key, at }) => at > readyAt && !heard.has(key),
    renew() {
      if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ type: 'authenticate', token: person.token }));
    },
  };
}

/** Every write must be heard by every socket of the person, also by those that were away. */
function look(person) {
  const due = performance.now() - HEARD_WITHIN;
  while (person.writes.length > 0 && person.writes[0].at < due) {
    const write = person.writes.shift();
    for (const screen of person.screens) if (screen.misses(write)) tick.missed.push(`${write.when} ${person.name} ${write.key}`);
  }
}

function wrote(person, task) {
  if (!task) return undefined;
  person.writes.push({ key: `${task.id}/${task.version}`, at: performance.now(), when: new Date().toISOString() });
  person.tasks.push(task.id);
  if (task.origin) tick.next += 1;
  return task;
}

async function work(person) {
  const think = () => sleep(Number(THINK_MILLISECONDS) * (0.5 + Math.random()));
  await think();
  for (;;) {
    const set = wrote(
      person,
      await call(person, 'POST', 'tasks', { title: 'Ask three suppliers for an offer', assignee: person.id }),
    );
    await think();
    await call(person, 'GET', 'tasks?pageSize=20');
    await think();
    // One of the oldest tasks as well: of the version before, and changed by its migration.
    const older = person.tasks[Math.floor(Math.random() * Math.min(person.tasks.length, 50))];
    if (older) await call(person, 'GET', `tasks/${older}`);
    await think();
    await call(person, 'GET', 'notifications?pageSize=20');
    await think();
    if (set) wrote(person, await call(person, 'POST', `tasks/${set.id}:complete`, {}));
    await think();
  }
}

const people = PEOPLE.split(',').map((name) => ({ name, token: '', screens: [], writes: [], tasks: [] }));
for (const person of people) {
  await signIn(person);
  for (;;) {
    person.id = (await call(person, 'GET', 'me'))?.id;
    if (person.id) break;
    await sleep(500);
  }
}
tick = nothing();
const workers = Array.from({ length: Number(CLIENTS) }, (_, index) => people[index % people.length]);
for (const person of workers) person.screens.push(screenOf(person));
while (!people.every(({ screens }) => screens.every((screen) => screen.isReady()))) await sleep(100);
for (const person of workers) void work(person);
setInterval(() => {
  for (const person of people) look(person);
  console.log(JSON.stringify({ at: Date.now(), ...tick }));
  tick = nothing();
}, 1_000);
