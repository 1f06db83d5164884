import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/**
 * Everything the process counts, for Prometheus. Every label has a fixed set of values (names of methods, routes as
 * declared, topics, jobs): never an id, an address or a text from a request.
 */
export const metrics = new Registry();

// Its measure of the event loop would tick a hundred times a second and count its own interval as lag: ours is below.
collectDefaultMetrics({ register: metrics, eventLoopMonitoringPrecision: 3_600_000 });
for (const { name } of metrics.getMetricsAsArray()) if (name.startsWith('nodejs_eventloop_lag')) metrics.removeSingleMetric(name);

const registers = [metrics];
const durationBuckets = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

const grpcHandled = new Counter({
  name: 'atrium_grpc_server_handled_total',
  help: 'gRPC calls answered.',
  labelNames: ['service', 'method', 'code'],
  registers,
});
const grpcDuration = new Histogram({
  name: 'atrium_grpc_server_duration_seconds',
  help: 'How long gRPC calls took.',
  labelNames: ['service', 'method'],
  buckets: durationBuckets,
  registers,
});
const httpRequests = new Counter({
  name: 'atrium_http_requests_total',
  help: 'HTTP requests answered.',
  labelNames: ['route', 'method', 'status'],
  registers,
});
const httpDuration = new Histogram({
  name: 'atrium_http_request_duration_seconds',
  help: 'How long HTTP requests took.',
  labelNames: ['route', 'method'],
  buckets: durationBuckets,
  registers,
});
const outboxUnsent = new Gauge({
  name: 'atrium_outbox_unsent',
  help: 'Events committed but not yet sent to Kafka.',
  labelNames: ['service'],
  registers,
});
const outboxOldest = new Gauge({
  name: 'atrium_outbox_oldest_seconds',
  help: 'Age of the oldest event not yet sent to Kafka.',
  labelNames: ['service'],
  registers,
});
const outboxSent = new Counter({
  name: 'atrium_outbox_sent_total',
  help: 'Events sent to Kafka.',
  labelNames: ['service'],
  registers,
});
const outboxUndeliverable = new Counter({
  name: 'atrium_outbox_undeliverable_total',
  help: 'Events set aside because Kafka would never take them.',
  labelNames: ['service'],
  registers,
});
const consumerLag = new Gauge({
  name: 'atrium_consumer_lag',
  help: 'Messages of the topic which the group has not handled yet.',
  labelNames: ['group', 'topic'],
  registers,
});
const consumerHandled = new Counter({
  name: 'atrium_consumer_handled_total',
  help: 'Messages handled.',
  labelNames: ['group', 'topic'],
  registers,
});
const consumerRetries = new Counter({
  name: 'atrium_consumer_retries_total',
  help: 'Messages that failed and were put into a retry topic.',
  labelNames: ['group', 'topic'],
  registers,
});
const consumerDeadLetters = new Counter({
  name: 'atrium_consumer_dead_letters_total',
  help: 'Messages given up and put into the dead-letter topic.',
  labelNames: ['group', 'topic'],
  registers,
});
const mongoConnections = new Gauge({
  name: 'atrium_mongo_pool_connections',
  help: 'Connections to MongoDB by what they do.',
  labelNames: ['state'],
  registers,
});
const jobRuns = new Counter({
  name: 'atrium_job_runs_total',
  help: 'Runs of scheduled jobs.',
  labelNames: ['job', 'outcome'],
  registers,
});
const leases = new Gauge({
  name: 'atrium_lease_held',
  help: '1 where this process holds the lease, else 0.',
  labelNames: ['lease'],
  registers,
});

const refusedForLoad = new Counter({
  name: 'atrium_turned_away_total',
  help: 'Requests and calls turned away because there was more to do than could be done in time.',
  labelNames: ['at'],
  registers,
});

/** Counts what a gateway or a service turns away. */
export function turnedAway(at: 'gateway' | 'service') {
  return fromZero({ count: refusedForLoad.labels(at) }).count;
}

/** WebSockets that are open. */
export const sockets = new Gauge({ name: 'atrium_sockets', help: 'WebSockets that are open.', registers });

/** Resolve once for each method, then record each call by what is returned. */
export function grpcMethod(service: string, method: string): (code: string, seconds: number) => void {
  const duration = grpcDuration.labels(service, method);
  const byCode = remembered((code: string) => grpcHandled.labels(service, method, code));
  return (code, seconds) => {
    byCode(code).inc();
    duration.observe(seconds);
  };
}

/** Resolve once for each route as declared (`/v1/tasks/{id}`), never for a path as requested. */
export function httpRoute(route: string, method: string): (status: number, seconds: number) => void {
  const duration = httpDuration.labels(route, method);
  const byStatus = remembered((status: number) => httpRequests.labels(route, method, String(status)));
  return (status, seconds) => {
    byStatus(status).inc();
    duration.observe(seconds);
  };
}

/** The outbox of a service's database. */
export function outboxMetrics(service: string) {
  return fromZero({
    unsent: outboxUnsent.labels(service),
    oldestSeconds: outboxOldest.labels(service),
    sent: outboxSent.labels(service),
    undeliverable: outboxUndeliverable.labels(service),
  });
}

/** What a consumer group does with a topic. */
export function consumerMetrics(group: string, topic: string) {
  return fromZero({
    lag: consumerLag.labels(group, topic),
    handled: consumerHandled.labels(group, topic),
    retries: consumerRetries.labels(group, topic),
    deadLetters: consumerDeadLetters.labels(group, topic),
  });
}

export function jobRan(job: string, outcome: 'succeeded' | 'failed'): void {
  jobRuns.labels(job, outcome).inc();
}

export function leaseHeld(lease: string, held: boolean): void {
  leases.labels(lease).set(held ? 1 : 0);
}

type PoolEvent = 'connectionCreated' | 'connectionClosed' | 'connectionCheckedOut' | 'connectionCheckedIn';

/** Counts a MongoClient's connections by the events of its pool (CMAP); call it before connecting. */
export function observeMongoPool(client: { on(event: PoolEvent, listener: () => void): unknown }): void {
  const { idle, inUse } = fromZero({ idle: mongoConnections.labels('idle'), inUse: mongoConnections.labels('in_use') });
  client.on('connectionCreated', () => {
    idle.inc();
  });
  client.on('connectionClosed', () => {
    idle.dec();
  });
  client.on('connectionCheckedOut', () => {
    idle.dec();
    inUse.inc();
  });
  client.on('connectionCheckedIn', () => {
    inUse.dec();
    idle.inc();
  });
}

const resolutionMilliseconds = 50;
const loopDelay = monitorEventLoopDelay({ resolution: resolutionMilliseconds });
loopDelay.enable();

new Gauge({
  name: 'atrium_event_loop_lag_seconds',
  help: 'By how much the event loop was late, since the last reading.',
  labelNames: ['quantile'],
  registers,
  collect() {
    for (const quantile of [0.5, 0.95, 0.99, 1]) {
      // Node measures the time between two ticks of a timer: the lag is what exceeds its interval.
      const lag = loopDelay.count > 0 ? loopDelay.percentile(quantile * 100) / 1e9 - resolutionMilliseconds / 1000 : 0;
      this.set({ quantile: String(quantile) }, Math.max(0, lag));
    }
    loopDelay.reset();
  },
});

/** Shows the series with 0 before anything has happened: an alert on a rate misses the first event of one that was absent. */
function fromZero<Series extends Record<string, { inc(by: number): void }>>(series: Series): Series {
  for (const one of Object.values(series)) one.inc(0);
  return series;
}

function remembered<Key, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const values = new Map<Key, Value>();
  return (key) => {
    const known = values.get(key);
    if (known !== undefined) return known;
    const made = make(key);
    values.set(key, made);
    return made;
  };
}
