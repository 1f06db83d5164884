import type { Document } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../tests/database.js';
import { testLog as log } from '../tests/log.js';
import { systemActor } from './actor.js';
import type { Aggregate } from './aggregate.js';
import type { Context } from './context.js';
import { type Note, noteStore, person } from './note.testing.js';
import type { Store } from './store.js';

let database: TestDatabase;
let store: Store;
let notes: Aggregate<Note>;
/** The same in another process. */
let elsewhere: Aggregate<Note>;

beforeAll(async () => {
  database = await testDatabase();
  store = database.store;
  notes = noteStore(store);
  elsewhere = noteStore(database.another());
  await store.prepare({ holder: 'test', log });
});
afterAll(() => database.stop());

let ids = 0;
const note = (title = 'Buy milk'): Omit<Note, 'version' | 'changedAt'> => ({ _id: ++ids, title, owner: 'anna', done: false });
const by = (user: string, more: Partial<Context> = {}): Context => ({ actor: person(user), now: new Date(), ...more });
const anna = (more: Partial<Context> = {}) => by('anna', more);
const once = (requestId: string, requestDigest = 'one') => anna({ requestId, requestDigest });
const rename =
  (title: string) =>
  (state: Note): Note => ({ ...state, title });
const eventsOf = (subject: number) => store.events.find({ kind: 'note', subject }).sort({ version: 1 }).toArray();

test('a write stores the aggregate and one event: who, what, which fields, from and to', async () => {
  const { _id } = await notes.create(anna({ now: new Date('2026-03-01T10:00:00Z') }), { ...note(), due: new Date('2026-04-01') });
  await notes.change(anna(), _id, (state) => ({ ...state, title: 'Buy oat milk', due: undefined }), 'renamed');
  expect(await notes.get(anna(), _id)).toMatchObject({ version: 2, title: 'Buy oat milk' });
  const stored: Document = { _id };
  expect(await notes.collection.findOne(stored)).not.toHaveProperty('due');

  const [created, renamed] = await eventsOf(_id);
  expect(created).toMatchObject({ version: 1, action: 'created', actor: 'anna', changes: [], sent: false });
  expect(renamed).toMatchObject({ version: 2, action: 'renamed', actor: 'anna', type: 'atrium.tasks.v1.TaskEvent' });
  expect(renamed?.changes).toEqual([
    { path: 'title', before: 'Buy milk', after: 'Buy oat milk' },
    { path: 'deadline', before: '2026-04-01T00:00:00Z' },
  ]);
});

test('who asks for nothing is not refused because others came first: such a request leaves no note by which it is known again', async () => {
  const { _id } = await notes.create(anna(), note('Same'));
  await notes.change(anna(), _id, (state) => ({ ...state, done: true }), 'done');
  const stale = anna({ expectedVersion: 1 });
  await expect(notes.change(stale, _id, (state) => state, 'kept')).resolves.toMatchObject({ version: 2, done: true });
  await expect(notes.change(stale, _id, rename('Other'), 'renamed')).rejects.toMatchObject({ reason: 'STALE_VERSION' });
  const refusing = () => {
    throw new Error('Not now.');
  };
  await expect(notes.change(stale, _id, refusing, 'refused')).rejects.toMatchObject({ reason: 'STALE_VERSION' });
});

test('fifty who change it at once, in two processes, all get through, one version each', async () => {
  const { _id } = await notes.create(anna(), note(''));
  const changes = Array.from({ length: 50 }, (_, index) =>
    (index % 2 ? notes : elsewhere).change(anna(), _id, (state) => ({ ...state, title: `${state.title}.` }), 'renamed'),
  );
  const versions = (await Promise.all(changes)).map(({ version }) => version);
  expect(versions.sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, index) => index + 2));
  expect((await notes.get(anna(), _id)).title).toHaveLength(50);
  const events = await eventsOf(_id);
  expect(events.map(({ version }) => version)).toEqual(Array.from({ length: 51 }, (_, index) => index + 1));
  for (const [index, event] of events.entries()) expect(event.at > (events[index - 1]?.at ?? new Date(0))).toBe(true);
});

test('of two who read the same version and insist on it, one gets through and nothing of the other', async () => {
  const { _id } = await notes.create(anna(), note());
  const outcomes = await Promise.allSettled(
    [notes, elsewhere].map((one, index) => one.change(anna({ expectedVersion: 1 }), _id, rename(`Title ${index}`), 'renamed')),
  );
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { reason: 'STALE_VERSION' } });
  expect(await eventsOf(_id)).toHaveLength(2);
});

test('time goes forward from version to version, whatever the clocks say', async () => {
  const { _id } = await notes.create(anna({ now: new Date('2026-03-01T10:00:00Z') }), note());
  const changed = await notes.change(anna({ now: new Date('2026-03-01T09:59:00Z') }), _id, rename('Later'), 'renamed');
  expect(changed.changedAt).toEqual(new Date('2026-03-01T10:00:00.001Z'));
});

test('a rule that gives the same state back writes nothing', async () => {
  const { _id } = await notes.create(anna(), note());
  expect(await notes.change(anna(), _id, (state) => state, 'renamed')).toMatchObject({ version: 1 });
  expect(await eventsOf(_id)).toHaveLength(1);
});

test('where a document of the same write fails, nothing is written', async () => {
  const content = note();
  const fail = { write: () => Promise.reject(new Error('The other document cannot be.')) };
  await expect(notes.create(anna(), content, fail)).rejects.toThrow('cannot be');
  await expect(notes.get(anna(), content._id)).rejects.toMatchObject({ reason: 'NOT_FOUND' });
  expect(await eventsOf(content._id)).toEqual([]);
});

test('what one may not see does not exist, whatever else is asked of it', async () => {
  const { _id } = await notes.create(anna(), note());
  const boris = by('boris');
  await expect(notes.get(boris, _id)).rejects.toMatchObject({ reason: 'NOT_FOUND' });
  await expect(notes.change(boris, _id, rename('Mine'), 'renamed')).rejects.toMatchObject({ reason: 'NOT_FOUND' });
  await expect(notes.remove(boris, _id, () => undefined)).rejects.toMatchObject({ reason: 'NOT_FOUND' });
  expect((await notes.list(boris, { pageSize: 500, pageToken: '' })).items).toEqual([]);
  expect(await notes.get(by('boris', { actor: person('boris', ['admin']) }), _id)).toMatchObject({ version: 1 });
});

test('what a service does stands in the history as its own', async () => {
  const { _id } = await notes.create(
    { actor: { ...systemActor, roles: ['admin'] }, now: new Date(), automation: 'org/import' },
    note(),
  );
  const { entries } = await notes.history(_id, { pageSize: 10, pageToken: '' });
  expect(entries[0]?.actor).toEqual({ user: '', automation: 'org/import' });
});

test('who no longer takes part is told of that write too, and of none after it', async () => {
  const { _id } = await notes.create(anna(), note());
  await notes.change(anna(), _id, (state) => ({ ...state, owner: 'boris' }), 'given');
  await notes.change(by('boris'), _id, rename('Mine now'), 'renamed');
  expect((await eventsOf(_id)).map(({ audience }) => audience)).toEqual([['u:anna'], ['u:anna', 'u:boris'], ['u:boris']]);
});

test('what is removed is gone, and its history tells of it under the next version', async () => {
  const { _id } = await notes.create(anna(), note());
  await notes.remove(anna(), _id, () => undefined);
  await expect(notes.get(anna(), _id)).rejects.toMatchObject({ reason: 'NOT_FOUND' });
  const { entries } = await notes.history(_id, { pageSize: 1, pageToken: '' });
  expect(entries).toMatchObject([{ action: 'deleted', version: 2 }]);
});

test('of two who remove it at once, one finds it gone', async () => {
  const { _id } = await notes.create(anna(), note());
  const outcomes = await Promise.allSettled([notes, elsewhere].map((one) => one.remove(anna(), _id, () => undefined)));
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(await eventsOf(_id)).toHaveLength(2);
});

test('a word is found by its forms after the text has changed, and still after another field has', async () => {
  const find = async (q: string) =>
    (await notes.list(by('finder'), { pageSize: 10, pageToken: '', q })).items.map(({ _id }) => _id);
  const finder = by('finder');
  const { _id } = await notes.create(finder, { ...note('Quarterly reports'), owner: 'finder' });
  expect(await find('report')).toEqual([_id]);
  await notes.change(finder, _id, rename('Yearly budgets'), 'renamed');
  expect(await find('report')).toEqual([]);
  await notes.change(finder, _id, (state) => ({ ...state, done: true }), 'completed');
  expect(await find('budget')).toEqual([_id]);
});

test('twenty creations under one request id, at once and in two processes, make one', async () => {
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) => (index % 2 ? notes : elsewhere).create(once('create-once'), note())),
  );
  expect(new Set(answers.map(({ _id }) => _id)).size).toBe(1);
  expect(await store.events.countDocuments({ actor: 'anna', requestId: 'create-once' })).toBe(1);
});

test('a repeated change and a repeated removal are done once', async () => {
  const { _id } = await notes.create(anna(), note('-'));
  const append = (state: Note): Note => ({ ...state, title: `${state.title}+` });
  const changed = await Promise.all(
    Array.from({ length: 10 }, (_, index) => (index % 2 ? notes : elsewhere).change(once('change-once'), _id, append, 'renamed')),
  );
  expect(changed.map(({ title }) => title)).toEqual(Array.from({ length: 10 }, () => '-+'));
  await Promise.all([notes, elsewhere].map((one) => one.remove(once('remove-once'), _id, () => undefined)));
  await notes.remove(once('remove-once'), _id, () => undefined);
  expect((await eventsOf(_id)).map(({ action }) => action)).toEqual(['created', 'renamed', 'deleted']);
});

test('a request id that meant something else is refused, and nothing is done', async () => {
  const reused = { reason: 'REQUEST_ID_REUSED' };
  const { _id } = await notes.create(once('reused'), note());
  await expect(notes.create(once('reused', 'two'), note())).rejects.toMatchObject(reused);
  await expect(notes.change(once('reused', 'two'), _id, rename('Other'), 'renamed')).rejects.toMatchObject(reused);
  await expect(notes.remove(once('reused', 'two'), _id, () => undefined)).rejects.toMatchObject(reused);
  expect(await notes.get(anna(), _id)).toMatchObject({ version: 1, title: 'Buy milk' });
});

test('the same request id of another person is another request', async () => {
  const { _id } = await notes.create(once('shared'), note());
  const other = await notes.create(by('boris', { requestId: 'shared', requestDigest: 'one' }), { ...note(), owner: 'boris' });
  expect(other._id).not.toBe(_id);
});

test('a request id is as good within a larger transaction', async () => {
  const create = (from: Store, into: Aggregate<Note>) =>
    from.transaction(undefined, (session) => into.create({ ...once('within'), session }, note()));
  const other = database.another();
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, index) => (index % 2 ? create(store, notes) : create(other, noteStore(other)))),
  );
  expect(new Set(answers.map(({ _id }) => _id)).size).toBe(1);
});
