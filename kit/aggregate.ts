import type { BinaryReader, BinaryWriter } from '@bufbuild/protobuf/wire';
import type { ClientSession, Collection, Document, Filter, IndexDescription } from 'mongodb';
import type { Actor as EventActor, FieldChange, HistoryEntry } from '../gen/atrium/common/v1/common.js';
import type { Actor } from './actor.js';
import type { Context } from './context.js';
import type { Stored } from './events.js';
import type { Filterable } from './filter.js';
import type { Sortable } from './page.js';
import type { Paged } from './paged.js';

/** The encoder and decoder of a message, as ts-proto generates it. */
export type Codec<Message> = {
  encode(message: Message, writer?: BinaryWriter): BinaryWriter;
  decode(input: BinaryReader | Uint8Array, length?: number): Message;
};

/** What an event carries beside the state. */
export type EventMeta = { action: string; changes: FieldChange[]; actor: EventActor };

/** An aggregate is declared once; the chassis makes of it what a serious system needs. */
export type Declaration<State extends Stored, Message> = {
  /** The singular noun: "task". It names the kind in events, errors and history, where an id is never given twice. */
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
  readonly collection: Collection;
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
  /** Whether the request has been carried out before, which is then not to be checked again; within the context's transaction. */
  isRepeated(context: Context): Promise<boolean>;
  /** Newest first; whoever calls has made sure that the actor may see the aggregate. */
  history(
    id: State['_id'],
    page: { pageSize: number; pageToken: string },
  ): Promise<{ entries: HistoryEntry[]; nextPageToken: string }>;
};

export type New<State extends Stored> = Omit<State, 'version' | 'changedAt'>;
