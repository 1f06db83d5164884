import { type MongoClient, MongoNotConnectedError, type TopologyDescriptionChangedEvent } from 'mongodb';

/** Since when, by this process's monotonic clock, the database of a client has had no server that takes writes. */
const awaySince = new WeakMap<MongoClient, number>();

const TAKES_WRITES = new Set(['RSPrimary', 'Standalone', 'Mongos', 'LoadBalancer']);
/** A connection that broke makes the driver doubt its server until it has asked anew, which takes half a second. */
const DOUBT_MILLISECONDS = 1_000;

/** Follows what the driver finds out about its servers by itself, so that nobody needs to wait for a time-out to learn it. */
export function watchPresence(client: MongoClient): void {
  client.on('topologyDescriptionChanged', ({ newDescription }: TopologyDescriptionChangedEvent) => {
    if ([...newDescription.servers.values()].some(({ type }) => TAKES_WRITES.has(type))) awaySince.delete(client);
    else if (!awaySince.has(client)) awaySince.set(client, performance.now());
  });
}

/** Whether the database is known to be away. */
export function isAway(client: MongoClient): boolean {
  const since = awaySince.get(client);
  return since !== undefined && performance.now() - since > DOUBT_MILLISECONDS;
}

/** Throws at once where the database is known to be away; a call would find out after seconds. */
export function requirePresence(client: MongoClient): void {
  if (isAway(client)) throw new MongoNotConnectedError('MongoDB has no server that takes writes now.');
}
