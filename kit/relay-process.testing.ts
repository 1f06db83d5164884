import { randomUUID } from 'node:crypto';
import { MongoClient } from 'mongodb';
import { z } from 'zod';
import { createBus } from './bus.js';
import { createLog } from './log.js';
import { noteStore, person } from './note.testing.js';
import { relay } from './relay.js';
import { readSettings } from './settings.js';
import { createStore } from './store.js';

/** A process that writes and relays, and tells of each write that is acknowledged, until it is killed. */
const { DATABASE } = z.object({ DATABASE: z.string() }).parse(process.env);
const settings = readSettings();
const log = createLog({ level: 'fatal', development: true });
const client = await MongoClient.connect(settings.mongoUri, { ignoreUndefined: true });
const store = createStore(client, client.db(DATABASE), 'tasks');
const notes = noteStore(store);
const bus = createBus(settings, log);
await bus.start?.();
const relaying = relay({
  ...store,
  topic: bus.topic('tasks'),
  send: bus.send,
  holder: randomUUID(),
  log,
  leaseMilliseconds: 1_000,
});
store.onCommit(relaying.wake);
await relaying.start?.();

const next = store.ids('note');
async function write(): Promise<void> {
  for (;;) {
    const { _id } = await notes.create(
      { actor: person('anna'), now: new Date() },
      { _id: await next(), title: 'A', owner: 'anna', done: false },
    );
    process.send?.(_id);
  }
}
await Promise.all(Array.from({ length: 8 }, write));
