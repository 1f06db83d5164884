import { setTimeout as sleep } from 'node:timers/promises';
import {
  type ClientSession,
  type MongoClient,
  MongoServerError,
  ReadConcern,
  type TransactionOptions,
  WriteConcern,
} from 'mongodb';
import { z } from 'zod';
import { requirePresence } from './mongo-presence.js';

const majority: TransactionOptions = { readConcern: new ReadConcern('snapshot'), writeConcern: new WriteConcern('majority') };

/** How often a transaction runs that lost a race for its request id. */
const ATTEMPTS = 5;

/**
 * One transaction. Where another write came first (a write conflict, or the same request id), the work runs again and finds
 * what that write has done; MongoDB's driver does so for two minutes at most, and no longer than until `signal` is aborted:
 * who asked has given up then and may have asked anew, so nothing must come of it later. Only a commit under way goes on.
 */
export async function transaction<Result>(
  client: MongoClient,
  work: (session: ClientSession) => Promise<Result>,
  signal?: AbortSignal,
): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await client.withSession((session) =>
        session.withTransaction(async () => {
          signal?.throwIfAborted();
          // The driver would begin again and again for two minutes.
          requirePresence(client);
          const result = await work(session);
          signal?.throwIfAborted();
          return result;
        }, majority),
      );
    } catch (error) {
      if (!isDuplicateKey(error, 'requestId') || attempt >= ATTEMPTS) throw error;
      await sleep(5 * attempt);
    }
  }
}

const KeyPattern = z.record(z.string(), z.unknown());

/** Whether a write failed on a unique index that covers the field. */
export const isDuplicateKey = (error: unknown, field: string): boolean =>
  error instanceof MongoServerError && error.code === 11000 && field in (KeyPattern.safeParse(error.keyPattern).data ?? {});
