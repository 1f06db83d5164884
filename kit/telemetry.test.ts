import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { collector } from '../tests/collector.js';
import { inTrace, inTraceAtOnce, traceparent } from './telemetry.js';

const file = (name: string) => new URL(name, import.meta.url).href;

/** Answers a request over HTTP by a call over gRPC, then handles a message; prints the traceparent seen at each place. */
const program = `
  import { createServer, get } from 'node:http';
  import { once } from 'node:events';
  import { createRequire } from 'node:module';
  import { createChannel, createClient, createServer as createGrpcServer } from 'nice-grpc';
  import { inTrace, telemetry, traceparent } from ${JSON.stringify(file('./telemetry.ts'))};

  const bytes = { requestSerialize: (b) => b, requestDeserialize: (b) => b, responseSerialize: (b) => b, responseDeserialize: (b) => b };
  const Echo = { ping: { path: '/atrium.test.Echo/Ping', requestStream: false, responseStream: false, options: {}, ...bytes } };
  const seen = {};
  const grpc = createGrpcServer();
  grpc.add(Echo, { ping: async (request) => { seen.grpc = traceparent(); return request; } });
  const grpcPort = await grpc.listen('127.0.0.1:0');
  const channel = createChannel('127.0.0.1:' + grpcPort);
  const client = createClient(Echo, channel);
  const http = createServer(async (request, response) => {
    seen.http = traceparent();
    await client.ping(Buffer.from('hello'));
    response.end();
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const [response] = await once(get({ port: http.address().port, host: '127.0.0.1', path: '/v1/tasks' }), 'response');
  await once(response.resume(), 'end');
  await inTrace(seen.grpc, 'handle task', () => { seen.consumer = traceparent(); });
  http.close();
  channel.close();
  await grpc.shutdown();
  const began = performance.now();
  await telemetry.stop();
  seen.stopped = performance.now() - began < 4500 ? 'quickly' : 'slowly';
  seen.sdkLoaded = Object.keys(createRequire(import.meta.url).cache).some((path) => path.includes('sdk-node'));
  console.log(JSON.stringify(seen));
  process.exit();`;

async function runProgram(env: Record<string, string>): Promise<unknown> {
  const imports = ['--import', 'tsx', '--import', file('./telemetry-register.ts')];
  const { stdout } = await promisify(execFile)(process.execPath, [...imports, '--input-type=module', '-e', program], {
    env: { PATH: process.env.PATH, ...env },
  });
  return JSON.parse(stdout);
}

const [server, client, consumer] = [2, 3, 5];

test('one trace leads from HTTP through gRPC to the consumer, each step once, and reaches the collector', async () => {
  const { paths, spans, endpoint, close } = await collector();
  onTestFinished(close);
  const seen = await runProgram({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint });
  const span = (name: string, kind: number) => {
    const found = spans.filter((one) => one.name === name && one.kind === kind);
    expect(found, `${name} of kind ${kind}`).toHaveLength(1);
    return found[0] ?? expect.fail();
  };
  const http = span('GET', server);
  const call = span('grpc.atrium.test.Echo/Ping', client);
  const method = span('grpc.atrium.test.Echo/Ping', server);
  const handled = span('handle task', consumer);
  expect(call).toMatchObject({ trace: http.trace, parent: http.id });
  expect(method).toMatchObject({ trace: http.trace, parent: call.id });
  expect(handled).toMatchObject({ trace: http.trace, parent: method.id });
  expect(seen).toEqual({
    http: `00-${http.trace}-${http.id}-01`,
    grpc: `00-${http.trace}-${method.id}-01`,
    consumer: `00-${http.trace}-${handled.id}-01`,
    sdkLoaded: true,
    stopped: 'quickly',
  });
  // Neither metrics nor logs.
  expect([...paths]).toEqual(['/v1/traces']);
}, 30_000);

test('without an endpoint nothing is traced and the SDK is not even loaded', async () => {
  expect(await runProgram({})).toEqual({ sdkLoaded: false, stopped: 'quickly' });
}, 30_000);

test('a collector that is away does not hold up the stop', async () => {
  expect(await runProgram({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' })).toMatchObject({ stopped: 'quickly' });
}, 30_000);

test('outside a trace there is no traceparent, and a message is handled without one', async () => {
  expect(traceparent()).toBeUndefined();
  expect(await inTrace(undefined, 'handle', () => 7)).toBe(7);
  expect(await inTrace('not a traceparent', 'handle', () => Promise.resolve(8))).toBe(8);
  await expect(inTrace(undefined, 'handle', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(() =>
    inTraceAtOnce(undefined, 'handle', () => {
      throw new Error('no');
    }),
  ).toThrow('no');
});
