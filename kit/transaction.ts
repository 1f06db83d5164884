import { type ClientSession, type MongoClient, MongoServerError, type TransactionOptions } from 'mongodb';

/** Another write came between the read and the write of an aggregate. */
export class VersionConflict extends Error {}

const majority: TransactionOptions = { readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority' } };

/** One transaction; what MongoDB calls transient it repeats itself. */
export const transaction = <Result>(client: MongoClient, work: (session: ClientSession) => Promise<Result>): Promise<Result> =>
  client.withSession((session) => session.withTransaction(() => work(session), majority));

/** Whether a write failed on a unique index that covers the field. */
export const isDuplicateKey = (error: unknown, field: string): boolean =>
  error instanceof MongoServerError && error.code === 11000 && Object.keys(error.keyPattern ?? {}).includes(field);
