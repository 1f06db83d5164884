import { type Document, MongoClient } from 'mongodb';
import { z } from 'zod';
import { createBus } from '../kit/bus.js';
import { busEvent } from '../kit/bus-event.js';
import { createLog } from '../kit/log.js';
import { readSettings } from '../kit/settings.js';
import type { Fields } from './history.js';
import type { Installation } from './installation.js';
import { type Grant, type Plan, recordsOf } from './oplog.js';
import type { Person } from './people.js';

/** An event as its service has stored it. */
export type StoredEvent = {
  readonly id: string;
  readonly service: string;
  readonly kind: string;
  readonly subject: string;
  readonly version: number;
  readonly action: string;
  readonly actor: string;
  readonly at: number;
  readonly changes: readonly Change[];
  readonly audience: readonly string[];
  readonly requestId?: string;
  readonly sent: boolean;
  readonly undeliverable: boolean;
};
export type Change = { readonly path: string; readonly before?: unknown; readonly after?: unknown };

/** An event as it came over Kafka, in the order of its partition. */
export type Message = {
  readonly id: string;
  readonly service: string;
  readonly partition: number;
  readonly kind: string;
  readonly subject: string;
  readonly version: number;
  readonly action: string;
  readonly at: number;
  /** Who has done it; '' where the system did. */
  readonly actor: string;
  /** The state after it, as the contract has it. */
  readonly state?: Fields;
  readonly comment?: Fields;
};

/** A stored aggregate: its version, and what else a check looks at. */
export type StoredThing = { readonly service: string; readonly kind: string; readonly subject: string; readonly version: number };

export type StoredNotification = {
  readonly recipient: string;
  readonly subject: string;
  readonly action: string;
  readonly createdAt: number;
};
export type StoredComment = { readonly id: string; readonly task: string; readonly text: string };
export type Act = { readonly holder: string; readonly term: number; readonly accepted: boolean; readonly took: number };
export type Firing = { readonly firing: number; readonly holder: string; readonly began: number };

/** Everything the system holds in the end. */
export type Truth = {
  readonly events: readonly StoredEvent[];
  readonly messages: readonly Message[];
  readonly things: readonly StoredThing[];
  /** States as the public API tells them, by `keyOf`. */
  readonly states: ReadonlyMap<string, Fields>;
  readonly comments: readonly StoredComment[];
  readonly notifications: readonly StoredNotification[];
  /** "CONSUMER/EVENT" */
  readonly inbox: ReadonlySet<string>;
  readonly acts: readonly Act[];
  readonly firings: readonly Firing[];
  /** Every state of leases and jobs, in its order; none where MongoDB does not show it. */
  readonly grants: readonly Grant[];
  readonly plans: readonly Plan[];
  /** After so long MongoDB gives up what a process had begun that is gone. */
  readonly transactionMilliseconds: number;
};

export const keyOf = ({ kind, subject }: { kind: string; subject: string }): string => `${kind}/${subject}`;

const services = ['auth', 'org', 'tasks', 'time', 'notify'] as const;

/** Where each kind of thing is stored. */
const collections: readonly { service: string; collection: string; kind: string }[] = [
  { service: 'tasks', collection: 'tasks', kind: 'task' },
  { service: 'tasks', collection: 'views', kind: 'view' },
  { service: 'org', collection: 'departments', kind: 'department' },
  { service: 'org', collection: 'employees', kind: 'employee' },
  { service: 'notify', collection: 'notifications', kind: 'notification' },
];

type Gathering = {
  installation: Installation;
  people: readonly Person[];
  /** When the run began, by the clock. */
  beganAt: number;
  log(line: string): void;
};

export async function gatherTruth({ installation, people, beganAt, log }: Gathering): Promise<Truth> {
  const mongo = await MongoClient.connect(installation.servers.direct.mongoUri);
  const db = (service: string) => mongo.db(`${installation.databasePrefix}${service}`);
  const all = (service: string, collection: string, projection: Document = {}): Promise<Document[]> =>
    db(service)
      .collection(collection)
      .find({}, { hint: { _id: 1 }, projection })
      .toArray();
  try {
    const events: StoredEvent[] = [];
    for (const service of services)
      for (const event of await all(service, 'events', { payload: 0 })) events.push(storedEvent(service, event));
    const things: StoredThing[] = [];
    for (const { service, collection, kind } of collections)
      for (const { _id, version } of await all(service, collection, { version: 1 }))
        things.push({ service, kind, subject: String(_id), version: Number(version) });
    const inbox = new Set<string>();
    for (const service of services) for (const { _id } of await all(service, 'inbox', { _id: 1 })) inbox.add(String(_id));
    const records = await recordsOf(mongo, installation.databasePrefix, beganAt);
    if (typeof records === 'string') log(`left out: every state of leases and jobs, because MongoDB says: ${records}`);
    const probe = 'probe_tasks';
    return {
      events,
      things,
      inbox,
      messages: await gatherMessages(installation),
      states: await gatherStates(installation, people),
      comments: (await all('tasks', 'comments')).map(({ _id, task, text }) => ({
        id: String(_id),
        task: String(task),
        text: String(text),
      })),
      notifications: (await all('notify', 'notifications')).map(({ recipient, subjectId, action, createdAt }) => ({
        recipient: String(recipient),
        subject: String(subjectId),
        action: String(action),
        createdAt: Number(createdAt),
      })),
      acts: (await all(probe, 'acts')).map((act) => Acts.parse(act)),
      firings: (await all(probe, 'firings')).map((firing) => Firings.parse(firing)),
      ...(typeof records === 'string' ? { grants: [], plans: [] } : records),
      transactionMilliseconds: await transactionMilliseconds(mongo),
    };
  } finally {
    await mongo.close();
  }
}

const Limit = z.object({ transactionLifetimeLimitSeconds: z.number() });

export const transactionMilliseconds = async (mongo: MongoClient): Promise<number> =>
  Limit.parse(await mongo.db('admin').command({ getParameter: 1, transactionLifetimeLimitSeconds: 1 }))
    .transactionLifetimeLimitSeconds * 1000;

const Acts = z.object({ holder: z.string(), term: z.number(), accepted: z.boolean(), took: z.number() });
const Firings = z.object({ firing: z.coerce.number(), holder: z.string(), began: z.coerce.number() });

function storedEvent(service: string, event: Document): StoredEvent {
  const { kind, subject, version, action, actor, at, changes, audience, requestId, sent, undeliverable } =
    StoredDocument.parse(event);
  return {
    id: String(event._id),
    service,
    kind,
    subject: String(subject),
    version,
    action,
    actor,
    at: at.getTime(),
    changes,
    audience,
    ...(requestId && { requestId }),
    sent,
    undeliverable: undeliverable !== undefined,
  };
}

const StoredDocument = z.object({
  kind: z.string(),
  subject: z.union([z.string(), z.number()]),
  version: z.number(),
  action: z.string(),
  actor: z.string(),
  at: z.date(),
  changes: z.array(z.object({ path: z.string(), before: z.unknown().optional(), after: z.unknown().optional() })),
  audience: z.array(z.string()),
  requestId: z.string().optional(),
  sent: z.boolean(),
  undeliverable: z.string().optional(),
});

const Doer = z.object({ user: z.string().default('') }).default({ user: '' });
const AnyFields = z.record(z.string(), z.unknown());

/** Everything on the services' topics, each partition in its order. What is no event was put there by a fault. */
async function gatherMessages({ env }: Installation): Promise<Message[]> {
  const settings = readSettings(env);
  const bus = createBus(settings, createLog({ level: 'fatal', development: true }));
  const messages: Message[] = [];
  try {
    for (const service of services)
      for (const { headers, value, partition } of await bus.read(bus.topic(service))) {
        const event = busEvent(headers, value);
        const json = event && AnyFields.safeParse(parsed(event.value)).data;
        if (!json) continue;
        const { id, kind, subject, version, action, at } = event;
        const state = AnyFields.safeParse(json[kind]).data;
        const comment = AnyFields.safeParse(json.comment).data;
        messages.push({
          id,
          service,
          partition,
          kind,
          subject,
          version,
          action,
          at: at.getTime(),
          actor: Doer.parse(json.actor).user,
          ...(state && { state }),
          ...(comment && { comment }),
        });
      }
  } finally {
    await bus.stop?.();
  }
  return messages;
}

function parsed(value: Buffer): unknown {
  try {
    return JSON.parse(value.toString());
  } catch {
    return undefined;
  }
}

const lists = [
  { kind: 'task', path: '/v1/tasks?', name: 'tasks' },
  { kind: 'task', path: '/v1/tasks?deleted=true&', name: 'tasks' },
  { kind: 'view', path: '/v1/task-views?', name: 'views' },
  { kind: 'department', path: '/v1/departments?', name: 'departments' },
  { kind: 'employee', path: '/v1/employees?', name: 'employees' },
];

/** What the API tells in the end: to the administrator, who sees all, and of views to everybody, who see their own. */
async function gatherStates({ apiUrl }: Installation, people: readonly Person[]): Promise<Map<string, Fields>> {
  const states = new Map<string, Fields>();
  for (const person of people)
    for (const { kind, path, name } of lists) {
      if (!person.isAdmin && kind !== 'view') continue;
      for (let pageToken: string | undefined = ''; pageToken !== undefined; ) {
        const response = await fetch(`${apiUrl}${path}page_size=500&page_token=${encodeURIComponent(pageToken)}`, {
          headers: { authorization: `Bearer ${await person.token()}` },
        });
        if (!response.ok) throw new Error(`The list ${path} was answered with ${response.status} in the end.`);
        const page = AnyFields.parse(await response.json());
        for (const item of z.array(AnyFields).parse(page[name] ?? []))
          states.set(keyOf({ kind, subject: String(item.id) }), item);
        pageToken = z.string().optional().parse(page.nextPageToken) || undefined;
      }
    }
  return states;
}
