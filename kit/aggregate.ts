import { Binary, type ClientSession, type Collection, type Document, type Filter, type IndexDescription } from 'mongodb';
import type { BinaryReader, BinaryWriter } from '@bufbuild/protobuf/wire';
import type { Actor as EventActor, FieldChange, HistoryEntry } from '../gen/atrium/common/v1/common.js';
import type { Actor } from './actor.js';
import { changesBetween } from './changes.js';
import type { Context } from './context.js';
import { conflict, notFound, stale } from './errors.js';
import { type AggregateId, type EventDocument, type Stored, uuidv7 } from './events.js';
import { compileFilter, type Filterable } from './filter.js';
import { parseOrder, type Sortable } from './page.js';
import { findPage, type Paged } from './paged.js';
import { jsonEncoder } from './proto-json.js';
import { messageNamed } from './registry.js';
import { searchFilter, searchTokens } from './search.js';
import { traceparent } from './telemetry.js';
import { isDuplicateKey, VersionConflict } from './transaction.js';

/** The encoder and decoder of a message, as ts-proto generates it. */
export type Codec<Message> = {
  encode(message: Message, writer?: BinaryWriter): BinaryWriter;
  decode(input: BinaryReader | Uint8Array, length?: number): Message;
};

/** What an event carries beside the state. */
export type EventMeta = { action: string; changes: FieldChange[]; actor: EventActor };

/** An aggregate is declared once; the chassis makes of it what a serious system needs. */
export type Declaration<State extends Stored, Message> = {
  /** The singular noun: "task". It names the kind in events, errors and history. */
  name: string;
  /** Where it is stored: "tasks". */
  collection: string;
  indexes: IndexDescription[];
  /** The wire message: its full name, codec, and how a stored state becomes one; `actor` is absent in events. */
  type: string;
  codec: Codec<Message>;
  message(state: State, actor?: Actor): Message;
  /** The event as integrators see it: the full name of its message and its bytes. */
  eventType: string;
  event(message: Message, meta: EventMeta, extra: unknown): Uint8Array;
  /** Fills in what follows from the rest and is stored with it, e.g. `readers`; applied before each write. */
  derive?(state: State): State;
  /** What the actor may see, as a query. */
  readable(actor: Actor): Filter<Document>;
  /** Whose screens change with it: "u:SUBJECT", "d:ID", or "*". */
  audience(state: State): string[];
  /** The texts a word search looks through. */
  searchable?(state: State): (string | undefined)[];
  filterable?: Filterable;
  sortable?: Sortable;
  defaultOrder?: string;
};

/** What may go along with a write, in its transaction. */
export type Alongside<State> = {
  /** Carried by the event, handed to `event` as its third argument. */
  extra?: (after: State) => unknown;
  /** Other documents of the same write. */
  write?: (after: State, session: ClientSession) => Promise<void>;
};

export type ListRequest = {
  pageSize: number;
  pageToken: string;
  filter?: string | undefined;
  orderBy?: string | undefined;
  q?: string | undefined;
  /** A condition set by the service, beside what the caller filters by. */
  where?: Filter<Document>;
};

export type Aggregate<State extends Stored> = {
  readonly name: string;
  readonly collection: Collection<Document>;
  /** Throws NOT_FOUND, also where the actor may not see it. */
  get(context: Context, id: State['_id'], options?: { where?: Filter<Document> }): Promise<State>;
  /** Those of the ids that exist, seen by anyone. For the service's own use. */
  load(ids: readonly State['_id'][], session?: ClientSession): Promise<State[]>;
  list(context: Context, request: ListRequest): Promise<Paged<State>>;
  /** Stores a new aggregate. A repeated request id gives the first one again. */
  create(context: Context, state: New<State>, options?: Alongside<State> & { action?: string }): Promise<State>;
  /**
   * Applies `rule` to the current state. The rule is pure: it runs again when another write came first. The same state
   * back means that nothing is to be done, and nothing is written.
   */
  change(
    context: Context,
    id: State['_id'],
    rule: (state: State) => State,
    action: string | ((before: State, after: State) => string),
    options?: Alongside<State>,
  ): Promise<State>;
  /** Deletes for good; `guard` throws where that may not be. The history stays. */
  remove(context: Context, id: State['_id'], guard: (state: State) => void, action?: string): Promise<void>;
  /** Newest first; whoever calls has made sure that the actor may see the aggregate. */
  history(id: State['_id'], page: { pageSize: number; pageToken: string }): Promise<{ entries: HistoryEntry[]; nextPageToken: string }>;
};

export type New<State extends Stored> = Omit<State, 'version' | 'changedAt'>;

/** What the store lends to its aggregates. */
export type Ground = {
  collection(name: string): Collection<Document>;
  events: Collection<EventDocument>;
  /** Runs in the session's transaction where there is one, else in one of its own; then wakes the relay. */
  transaction<Result>(session: ClientSession | undefined, work: (session: ClientSession) => Promise<Result>): Promise<Result>;
};

const MAX_CONFLICTS = 20;

export function aggregate<State extends Stored, Message>(ground: Ground, it: Declaration<State, Message>): Aggregate<State> {
  const collection = ground.collection(it.collection);
  const { events } = ground;
  const sortable: Sortable = { id: { path: '_id' }, ...it.sortable };
  const encode = jsonEncoder(messageNamed(it.type));
  const bytesOf = (message: Message) => it.codec.encode(message).finish();
  const stateOf = (document: Document): State => {
    const { tokens: _, ...state } = document;
    return state as State; // The collection holds only what `put` below has stored.
  };

  const derived = (state: State): State => it.derive?.(state) ?? state;

  const find = async (query: Document, session?: ClientSession): Promise<State | undefined> => {
    const document = await collection.findOne(query, { ...(session && { session }), projection: { tokens: 0 } });
    return document ? stateOf(document) : undefined;
  };
  // As two conditions, since what the actor may see can itself be said by ids.
  const visible = (context: Context, id: AggregateId) => find({ $and: [{ _id: id }, it.readable(context.actor)] }, context.session);

  async function write(
    context: Context,
    before: State | undefined,
    after: State | undefined,
    action: string,
    session: ClientSession,
    options: Alongside<State> = {},
  ): Promise<void> {
    const state = after ?? before;
    if (!state) throw new Error('A write has a state before or after it.');
    const message = it.message(state);
    const changes = before && after ? changesBetween(encode(bytesOf(it.message(before))), encode(bytesOf(message))) : [];
    const actor = { user: userOf(context), automation: context.automation ?? '' };
    const version = after ? after.version : state.version + 1;
    await put(before, after, session);
    await events.insertOne(
      {
        _id: uuidv7(context.now.getTime()),
        kind: it.name,
        subject: state._id,
        version,
        action,
        actor: actor.user,
        ...(context.automation && { automation: context.automation }),
        at: state.changedAt,
        changes,
        audience: it.audience(state),
        ...(context.requestId && { requestId: context.requestId, requestDigest: context.requestDigest }),
        sent: false,
        traceparent: traceparent(),
        type: it.eventType,
        payload: new Binary(it.event(message, { action, changes, actor }, options.extra?.(state))),
      },
      { session },
    );
    if (after) await options.write?.(after, session);
  }

  async function put(before: State | undefined, after: State | undefined, session: ClientSession): Promise<void> {
    const unchanged: Document | undefined = before && { _id: before._id, version: before.version };
    if (!after) {
      const { deletedCount } = await collection.deleteOne(unchanged ?? {}, { session });
      if (deletedCount === 0) throw new VersionConflict();
      return;
    }
    const document: Document = it.searchable ? { ...after, tokens: searchTokens(it.searchable(after)) } : after;
    if (!unchanged) {
      await collection.insertOne(document, { session });
      return;
    }
    const { matchedCount } = await collection.replaceOne(unchanged, document, { session });
    if (matchedCount === 0) throw new VersionConflict();
  }

  /** What the request id has done before; undefined where it is new. */
  async function repeated(context: Context, session?: ClientSession): Promise<EventDocument | undefined> {
    if (!context.requestId) return undefined;
    const earlier = await events.findOne({ actor: userOf(context), requestId: context.requestId }, { ...(session && { session }) });
    if (!earlier) return undefined;
    if (earlier.requestDigest !== context.requestDigest || earlier.kind !== it.name)
      throw conflict('REQUEST_ID_REUSED', 'This request id was used for another request.');
    return earlier;
  }

  /** Runs the work again after a lost race for a version, and answers from the record when the same request has won. */
  async function settled(context: Context, work: () => Promise<State>, again: (earlier: EventDocument) => Promise<State>): Promise<State> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await work();
      } catch (error) {
        if (isDuplicateKey(error, 'requestId')) {
          const earlier = await repeated({ ...context, session: undefined });
          if (earlier) return again(earlier);
        }
        if (!(error instanceof VersionConflict) || context.session || attempt >= MAX_CONFLICTS) throw error;
      }
    }
  }

  const current = (context: Context) => async (earlier: EventDocument) => {
    const state = await visible({ ...context, session: undefined }, earlier.subject);
    if (!state) throw notFound(it.name, earlier.subject);
    return state;
  };

  return {
    name: it.name,
    collection,

    async get(context, id, options) {
      const state = options?.where
        ? await find({ $and: [{ _id: id }, it.readable(context.actor), options.where] }, context.session)
        : await visible(context, id);
      if (!state) throw notFound(it.name, id);
      return state;
    },

    async load(ids, session) {
      const query: Document = { _id: { $in: ids } };
      const documents = await collection.find(query, { ...(session && { session }), projection: { tokens: 0 } }).toArray();
      return documents.map(stateOf);
    },

    async list(context, request) {
      const { filter = '', q = '', where = {}, pageSize, pageToken } = request;
      const page = await findPage(collection, {
        conditions: [it.readable(context.actor), where, compileFilter(filter, it.filterable ?? {}, { now: context.now }), searchFilter(q, 'tokens')],
        order: parseOrder(request.orderBy, sortable, it.defaultOrder ?? 'id asc'),
        bound: JSON.stringify([filter, q, where]),
        pageSize,
        pageToken,
        projection: { tokens: 0 },
      });
      return { items: page.items.map(stateOf), nextPageToken: page.nextPageToken };
    },

    create(context, state, options) {
      const after = derived({ ...state, version: 1, changedAt: context.now } as State);
      const work = () =>
        ground.transaction(context.session, async (session) => {
          await write(context, undefined, after, options?.action ?? 'created', session, options);
          return after;
        });
      return settled(context, work, current(context));
    },

    async change(context, id, rule, action, options) {
      const work = () =>
        ground.transaction(context.session, async (session) => {
          const earlier = await repeated(context, session);
          if (earlier) return current(context)(earlier);
          const before = await visible({ ...context, session }, id);
          if (!before) throw notFound(it.name, id);
          if (context.expectedVersion && context.expectedVersion !== before.version) throw stale(it.name, id);
          const changed = rule(before);
          if (changed === before) return before;
          const after = derived({ ...changed, version: before.version + 1, changedAt: later(context.now, before.changedAt) });
          await write(context, before, after, typeof action === 'string' ? action : action(before, after), session, options);
          return after;
        });
      return settled(context, work, current(context));
    },

    async remove(context, id, guard, action = 'deleted') {
      const work = () =>
        ground.transaction(context.session, async (session) => {
          const before = await visible({ ...context, session }, id);
          if (!before) {
            if (await repeated(context, session)) return undefined;
            throw notFound(it.name, id);
          }
          if (context.expectedVersion && context.expectedVersion !== before.version) throw stale(it.name, id);
          guard(before);
          await write(context, { ...before, changedAt: later(context.now, before.changedAt) }, undefined, action, session);
          return undefined;
        });
      for (let attempt = 1; ; attempt++) {
        try {
          await work();
          return;
        } catch (error) {
          if (!(error instanceof VersionConflict) || context.session || attempt >= MAX_CONFLICTS) throw error;
        }
      }
    },

    async history(id, { pageSize, pageToken }) {
      const page = await findPage(events, {
        conditions: [{ kind: it.name, subject: id }],
        order: newestFirst,
        bound: `${it.name}/${id}`,
        pageSize,
        pageToken,
      });
      return { entries: page.items.map(historyEntry), nextPageToken: page.nextPageToken };
    },
  };
}

/** Within one aggregate the version is the unique key. */
const newestFirst = parseOrder(undefined, { id: { path: 'version' } }, 'id desc');

const historyEntry = (event: EventDocument): HistoryEntry => ({
  id: event._id,
  version: event.version,
  action: event.action,
  actor: { user: event.actor, automation: event.automation ?? '' },
  at: event.at,
  changes: event.changes,
});

/** The person who acts; '' where a service does. */
const userOf = ({ actor }: Context): string => (actor.service ? '' : actor.id);

const later = (now: Date, previous: Date): Date => (now > previous ? now : new Date(previous.getTime() + 1));
