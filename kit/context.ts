import type { ClientSession } from 'mongodb';
import type { Actor } from './actor.js';

/** What a write or a read needs to know of its caller and its moment. */
export type Context = {
  readonly actor: Actor;
  readonly now: Date;
  /** The caller's id for this write: repeating it changes nothing. */
  readonly requestId?: string | undefined;
  /** Digest of the request under `requestId`, to tell a repetition from another request with the same id. */
  readonly requestDigest?: string | undefined;
  /** The version the caller has read; another one is refused. */
  readonly expectedVersion?: number | undefined;
  /** The acting part of the system, e.g. "org/import", where no person acts directly. */
  readonly automation?: string | undefined;
  /** The transaction to join; without it each write is a transaction of its own. */
  readonly session?: ClientSession | undefined;
  /** Aborted once nobody waits for the outcome any more: what is not committed by then is taken back. */
  readonly signal?: AbortSignal | undefined;
};

/** In which transaction to write, and until when. */
export type Within = Pick<Context, 'session' | 'signal'>;
