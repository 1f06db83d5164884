import { isDeepStrictEqual } from 'node:util';
import { Binary, type ClientSession, type Collection, type Document } from 'mongodb';
import type { HistoryEntry } from '../gen/atrium/common/v1/common.js';
import type { Aggregate, Alongside, Declaration, New } from './aggregate.js';
import { changesBetween } from './changes.js';
import type { Context, Within } from './context.js';
import { conflict, notFound, stale } from './errors.js';
import { type AggregateId, type EventDocument, type Stored, uuidv7 } from './events.js';
import { compileFilter } from './filter.js';
import { inTurn } from './in-turn.js';
import { parseOrder, type Sortable } from './page.js';
import { findPage, pageOf } from './paged.js';
import { pointReads } from './point-reads.js';
import { jsonEncoder } from './proto-json.js';
import { messageNamed } from './registry.js';
import { searchFilter, searchTokens } from './search.js';
import { traceparent } from './telemetry.js';

/** What the store lends to its aggregates. */
export type Ground = {
  collection: Collection;
  events: Collection<EventDocument>;
  /** Writes the event; the relay is woken once the session's transaction is committed. */
  record(event: EventDocument, session: ClientSession): Promise<void>;
  /** Runs in the session's transaction where there is one, else in one of its own; again where another write came first. */
  transaction<Result>(within: Within, work: (session: ClientSession) => Promise<Result>): Promise<Result>;
};

/** One write: from which state to which, as what; without a state before it creates, without one after it removes. */
type Write<State> = { before?: State; after?: State; action: string; options?: Alongside<State> | undefined };

/**
 * An aggregate as declared. Each write is one transaction of two documents: the aggregate, with its version and its search
 * tokens, and an event, which is the history entry, the outbox message and the idempotency record at once.
 */
export function aggregateStore<State extends Stored, Message>(ground: Ground, it: Declaration<State, Message>): Aggregate<State> {
  const { collection, events } = ground;
  const sortable: Sortable = { id: { path: '_id' }, ...it.sortable };
  const encode = jsonEncoder(messageNamed(it.type));
  const jsonOf = (state: State) => encode(it.codec.encode(it.message(state)).finish());
  const derived = (state: State): State => it.derive?.(state) ?? state;
  const withoutTokens = { projection: { tokens: 0 } };
  const visible = pointReads<State>(collection, { ...withoutTokens, readable: it.readable });
  // Writers of one aggregate would only make each other run again; those of other processes still do.
  const turn = inTurn();

  async function write(
    context: Context,
    { before, after, action, options }: Write<State>,
    session: ClientSession,
  ): Promise<void> {
    const state =
      after ?? (before && { ...before, version: before.version + 1, changedAt: later(context.now, before.changedAt) });
    if (!state) throw new Error('A write has a state before or after it.');
    await put(before, after, session);
    const changes = before && after ? changesBetween(jsonOf(before), jsonOf(after)) : [];
    const actor = { user: userOf(context), automation: context.automation ?? '' };
    const message = it.message(state);
    await ground.record(
      {
        _id: uuidv7(context.now.getTime()),
        kind: it.name,
        subject: state._id,
        version: state.version,
        action,
        actor: actor.user,
        ...(context.automation && { automation: context.automation }),
        at: state.changedAt,
        changes,
        // Those who no longer take part are told as well: it disappears from their screens.
        audience: [...new Set([...(before ? it.audience(before) : []), ...it.audience(state)])],
        ...(context.requestId && { requestId: context.requestId, requestDigest: context.requestDigest }),
        sent: false,
        traceparent: traceparent(),
        type: it.eventType,
        payload: new Binary(it.event(message, { action, changes, actor }, options?.extra?.(state))),
      },
      session,
    );
    if (after) await options?.write?.(after, session);
  }

  async function put(before: State | undefined, after: State | undefined, session: ClientSession): Promise<void> {
    const tokens = after && tokensOf(before, after);
    const document: Document = { ...after, ...(tokens && { tokens }) };
    if (!before) {
      await collection.insertOne(document, { session });
      return;
    }
    const unchanged: Document = { _id: before._id, version: before.version };
    const touched = after
      ? (await collection.updateOne(unchanged, updateBetween(before, document), { session })).matchedCount
      : (await collection.deleteOne(unchanged, { session })).deletedCount;
    // Another transaction cannot be the cause: MongoDB would have let one of the two run again.
    if (touched === 0) throw new Error(`The ${it.name} ${before._id} was written twice in one transaction.`);
  }

  /** The search tokens of the state; undefined where those that are stored still hold. */
  function tokensOf(before: State | undefined, after: State): string[] | undefined {
    const texts = it.searchable?.(after);
    if (!texts || (before && isDeepStrictEqual(it.searchable?.(before), texts))) return undefined;
    return searchTokens(texts);
  }

  /** What the request id has done before; undefined where it is new. */
  async function repeated(context: Context, session: ClientSession): Promise<EventDocument | undefined> {
    if (!context.requestId) return undefined;
    const earlier = await events.findOne({ actor: userOf(context), requestId: context.requestId }, { session });
    if (!earlier) return undefined;
    if (earlier.requestDigest !== context.requestDigest || earlier.kind !== it.name)
      throw conflict('REQUEST_ID_REUSED', 'This request id was used for another request.');
    return earlier;
  }

  const transactionOn = <Result>(
    id: AggregateId,
    context: Context,
    work: (session: ClientSession) => Promise<Result>,
  ): Promise<Result> => (context.session ? work(context.session) : turn(id, () => ground.transaction(context, work)));

  async function current(context: Context, id: AggregateId): Promise<State> {
    const state = await visible(context, id);
    if (!state) throw notFound(it.name, id);
    return state;
  }

  return {
    name: it.name,
    collection,

    async get(context, id, options) {
      const state = await visible(context, id, options?.where);
      if (!state) throw notFound(it.name, id);
      return state;
    },

    async load(ids, session) {
      if (ids.length === 0) return [];
      const query: Document = { _id: { $in: ids } };
      return collection.find<State>(query, { ...withoutTokens, ...(session && { session }) }).toArray();
    },

    list(context, request) {
      const { filter = '', q = '', where = {}, pageSize, pageToken } = request;
      return pageOf<State>(collection, {
        conditions: [
          it.readable(context.actor),
          where,
          compileFilter(filter, it.filterable ?? {}, { now: context.now }),
          searchFilter(q, 'tokens'),
        ],
        order: parseOrder(request.orderBy, sortable, it.defaultOrder ?? 'id asc'),
        bound: JSON.stringify([filter, q, where]),
        pageSize,
        pageToken,
        ...withoutTokens,
      });
    },

    create(context, state, options) {
      const after = derived(firstVersion(state, context.now));
      // A request id is looked for only once it has turned out to be taken: nearly always it is new.
      let taken = context.session !== undefined;
      return ground.transaction(context, async (session) => {
        const earlier = taken ? await repeated(context, session) : undefined;
        taken = true;
        if (earlier) return current({ ...context, session }, earlier.subject);
        await write(context, { after, action: options?.action ?? 'created', options }, session);
        return after;
      });
    },

    change(context, id, rule, action, options) {
      return transactionOn(id, context, async (session) => {
        const earlier = await repeated(context, session);
        const before = await current({ ...context, session }, earlier?.subject ?? id);
        if (earlier) return before;
        if (context.expectedVersion && context.expectedVersion !== before.version) {
          // Where nothing is to be done, nothing is in its way: nothing was noted under the request's id either, when it came first.
          if (changesNothing(rule, before)) return before;
          throw stale(it.name, id);
        }
        const changed = rule(before);
        if (changed === before) return before;
        const after = derived({ ...changed, version: before.version + 1, changedAt: later(context.now, before.changedAt) });
        await write(
          context,
          { before, after, action: typeof action === 'string' ? action : action(before, after), options },
          session,
        );
        return after;
      });
    },

    remove(context, id, guard, action = 'deleted') {
      return transactionOn(id, context, async (session) => {
        if (await repeated(context, session)) return;
        const before = await current({ ...context, session }, id);
        if (context.expectedVersion && context.expectedVersion !== before.version) throw stale(it.name, id);
        guard(before);
        await write(context, { before, action }, session);
      });
    },

    async isRepeated(context) {
      return context.session !== undefined && (await repeated(context, context.session)) !== undefined;
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

function changesNothing<State>(rule: (state: State) => State, state: State): boolean {
  try {
    return rule(state) === state;
  } catch {
    return false;
  }
}

/** The update that makes of one document another: what is the same is neither sent nor written. */
function updateBetween(before: Document, after: Document): Document {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => !isDeepStrictEqual(before[name], after[name]),
  );
  const gone = names.filter((name) => after[name] === undefined);
  const set = Object.fromEntries(names.filter((name) => !gone.includes(name)).map((name) => [name, after[name]]));
  return { $set: set, ...(gone.length > 0 && { $unset: Object.fromEntries(gone.map((name) => [name, 1])) }) };
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

const firstVersion = <State extends Stored>(state: New<State>, now: Date): State =>
  // Omit and its parts make up the whole again; the compiler cannot follow where State is any type that is stored.
  // eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion
  ({ ...state, version: 1, changedAt: now }) as State;
