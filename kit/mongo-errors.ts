import {
  MongoClientClosedError,
  MongoDriverError,
  MongoNetworkError,
  MongoNotConnectedError,
  MongoServerError,
  MongoServerSelectionError,
  MongoTopologyClosedError,
} from 'mongodb';

/** Codes a server answers while it is going away or has just lost its primary. */
const GOING_AWAY = new Set([6, 7, 89, 91, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436]);

/** Whether the database could not be reached, or has more to do than it can: the same call may succeed later. */
export const isStorageAway = (error: unknown): boolean =>
  error instanceof MongoNetworkError ||
  error instanceof MongoServerSelectionError ||
  error instanceof MongoNotConnectedError ||
  error instanceof MongoTopologyClosedError ||
  error instanceof MongoClientClosedError ||
  isOfConnection(error) ||
  // The driver does not export its class.
  (error instanceof MongoDriverError && error.name === 'MongoWaitQueueTimeoutError') ||
  (error instanceof MongoServerError && typeof error.code === 'number' && GOING_AWAY.has(error.code));

/** The driver lets the error of a connection through that the other side has ended before it is written to. */
const isOfConnection = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EPIPE' && error.stack?.includes('mongodb') === true;
