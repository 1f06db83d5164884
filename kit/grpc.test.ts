import { Client as RawClient, credentials, Metadata as RawMetadata, type ServiceError } from '@grpc/grpc-js';
import fc from 'fast-check';
import { MongoNetworkError } from 'mongodb';
import { type Client, createChannel, createClient } from 'nice-grpc';
import { Metadata, Status } from 'nice-grpc-common';
import { HealthDefinition } from 'nice-grpc-server-health';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { DirectoryServiceDefinition } from '../gen/atrium/org/v1/org.js';
import { CreateTaskRequest, type ListTasksRequest, Task, TaskServiceDefinition } from '../gen/atrium/tasks/v1/tasks.js';
import { type TestIssuer, testIssuer } from '../tests/issuer.js';
import { testLog as log } from '../tests/log.js';
import { until } from '../tests/process.js';
import { Directory } from './directory.js';
import { invalid, refused, unavailable } from './errors.js';
import { grpcClients } from './grpc-client.js';
import { type GrpcServer, grpcServer, type Implementation, type ServiceContext } from './grpc-server.js';
import { identity } from './identity.js';
import { metrics } from './metrics.js';

let issuer: TestIssuer;

beforeAll(async () => {
  issuer = await testIssuer();
});
afterAll(() => issuer.close());

/** A service of four methods. */
const { getTask, listTasks, createTask, completeTask } = TaskServiceDefinition.methods;
const definition = { ...TaskServiceDefinition, methods: { getTask, listTasks, createTask, completeTask } } as const;
type Methods = Implementation<typeof definition>;

const unused = () => Promise.reject(new Error('This test calls no such method.'));
/** What they do in this test. */
let answers: { -readonly [Name in keyof Methods]: Methods[Name] };
beforeEach(() => {
  answers = { getTask: unused, listTasks: unused, createTask: unused, completeTask: unused };
});

async function start({ development = false, callsAtOnce = 100, knowsPeople = (): boolean => true } = {}): Promise<GrpcServer> {
  const verifier = identity({ issuer: issuer.issuer, keysUrl: `${issuer.issuer}/certs`, audience: 'atrium-api' });
  const directory = new Directory();
  const options = { host: '127.0.0.1', port: 0, development, callsAtOnce, knowsPeople };
  const server = grpcServer({ ...options, identity: verifier, directory, log });
  server.add(definition, {
    getTask: (request, context) => answers.getTask(request, context),
    listTasks: (request, context) => answers.listTasks(request, context),
    createTask: (request, context) => answers.createTask(request, context),
    completeTask: (request, context) => answers.completeTask(request, context),
  });
  await server.start?.();
  onTestFinished(async () => server.stop?.());
  return server;
}

/** A client as services have them. */
async function clientOf(
  server: Pick<GrpcServer, 'port'>,
  { token, deadlineSeconds }: { token?: string; deadlineSeconds?: number } = {},
): Promise<Client<typeof definition>> {
  const own = token ?? (await issuer.token({ sub: 'anna' }));
  const clients = grpcClients(() => Promise.resolve(own), { ...(deadlineSeconds && { deadlineSeconds }) });
  onTestFinished(() => clients.stop?.());
  return clients.client(definition, `127.0.0.1:${server.port}`);
}

/** Sends bytes as they are, and gives the code of the answer. */
async function rawCaller(server: GrpcServer, token?: string, headers: Record<string, string> = {}) {
  const client = new RawClient(`127.0.0.1:${server.port}`, credentials.createInsecure());
  onTestFinished(() => client.close());
  const metadata = new RawMetadata();
  metadata.set('authorization', `Bearer ${token ?? (await issuer.token({ sub: 'anna' }))}`);
  for (const [name, value] of Object.entries(headers)) metadata.set(name, value);
  return (method: string, bytes: Uint8Array): Promise<ServiceError | undefined> =>
    new Promise((resolve) => {
      const same = (given: Buffer) => given;
      client.makeUnaryRequest(`/atrium.tasks.v1.TaskService/${method}`, same, same, Buffer.from(bytes), metadata, (error) =>
        resolve(error ?? undefined),
      );
    });
}

const task = (content: Partial<Task>) => ({ task: Task.fromPartial(content) });

test('a call carries who calls, when and for which write', async () => {
  const seen: ServiceContext[] = [];
  answers.createTask = async (_, context) => {
    seen.push(context);
    return Task.fromPartial({ id: 1 });
  };
  const client = await clientOf(await start());
  const request = { ...task({ title: 'A', assignee: 'boris' }), requestId: 'r-1' };
  await client.createTask(request);
  await client.createTask(request);
  await client.createTask({ ...request, ...task({ title: 'B', assignee: 'boris' }) });
  expect(seen[0]).toMatchObject({ actor: { id: 'anna' }, caller: { user: 'anna', roles: ['employee'] }, requestId: 'r-1' });
  expect(seen[1]?.requestDigest).toBe(seen[0]?.requestDigest);
  expect(seen[2]?.requestDigest).not.toBe(seen[0]?.requestDigest);
});

test('without a good token nothing is done', async () => {
  answers.getTask = async () => Task.fromPartial({ id: 1 });
  const server = await start();
  const call = async (token: string) => (await rawCaller(server, token))('GetTask', new Uint8Array([8, 1]));
  expect(await call('')).toMatchObject({ code: Status.UNAUTHENTICATED });
  expect(await call('garbage')).toMatchObject({ code: Status.UNAUTHENTICATED });
  expect(await call(await issuer.token({ sub: 'anna' }, { expiresIn: -5 }))).toMatchObject({ code: Status.UNAUTHENTICATED });
  expect(await call(await issuer.token({ sub: 'anna' }))).toBeUndefined();
});

test('a token that expires between two attempts of a call does not make it refused: what came of the first is not known', async () => {
  answers.getTask = async () => Task.fromPartial({ id: 1 });
  const server = await start();
  const late = await issuer.token({ sub: 'anna' }, { expiresIn: -5 });
  const call = await rawCaller(server, late, { 'grpc-previous-rpc-attempts': '1' });
  expect(await call('GetTask', new Uint8Array([8, 1]))).toMatchObject({ code: Status.UNAVAILABLE });
});

test('a request that breaks the contract is refused with each field, however many there are', async () => {
  const client = await clientOf(await start());
  await expect(
    client.createTask(task({ title: 'x'.repeat(300), assignee: 'boris', tags: ['x'.repeat(200)] })),
  ).rejects.toMatchObject({
    code: Status.INVALID_ARGUMENT,
    reason: 'INVALID',
    details: { violations: [{ field: 'task.title', rule: 'string.max_len' }, { field: 'task.tags[0]' }] },
  });
  const many = Array.from({ length: 400 }, (_, index) => `${'лишнее слово '.repeat(50)}${index}`);
  await expect(client.createTask(task({ title: 'A', assignee: 'boris', tags: many, observers: many }))).rejects.toMatchObject({
    reason: 'INVALID',
  });
});

test('a refusal that quotes a long text of the request still arrives', async () => {
  answers.listTasks = ({ filter }: ListTasksRequest) =>
    Promise.reject(invalid('FILTER', `This is no filter: ${filter}`, 'filter'));
  const client = await clientOf(await start());
  await expect(client.listTasks({ filter: '한국어'.repeat(600) })).rejects.toMatchObject({
    code: Status.INVALID_ARGUMENT,
    reason: 'FILTER',
  });
});

test('bytes that are no message, text that is no UTF-8, ids and times out of range are the fault of the request', async () => {
  answers.createTask = async () => Task.fromPartial({ id: 1 });
  answers.getTask = async () => Task.fromPartial({ id: 1 });
  const call = await rawCaller(await start());
  const good = CreateTaskRequest.encode(CreateTaskRequest.fromPartial({ task: { title: 'AAAA', assignee: 'boris' } })).finish();
  expect(await call('CreateTask', good)).toBeUndefined();
  const badText = Buffer.from(good);
  badText.writeUInt8(0xff, badText.indexOf('AAAA'));
  const deadline = (seconds: number[]) => {
    const timestamp = [0x08, ...seconds];
    const content = [...Buffer.from('\x12\x01A\x2a\x01b'), 0x4a, timestamp.length, ...timestamp];
    return new Uint8Array([0x0a, content.length, ...content]);
  };
  const bad: [string, Uint8Array][] = [
    ['CreateTask', new Uint8Array([0xff, 0xff, 0xff])],
    ['CreateTask', good.subarray(0, good.length - 3)],
    ['CreateTask', badText],
    ['CreateTask', deadline([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x07])],
    ['GetTask', new Uint8Array([0x08, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f])],
    ['GetTask', new Uint8Array([0x08, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01])],
    // Groups within groups, deeper than any stack.
    ['GetTask', new Uint8Array(200_000).fill(0x0b)],
  ];
  for (const [method, bytes] of bad) expect(await call(method, bytes)).toMatchObject({ code: Status.INVALID_ARGUMENT });
});

test('no bytes whatever make a method answer INTERNAL', async () => {
  answers.createTask = async ({ task: content }) => Task.fromPartial({ ...content, id: 1 });
  answers.listTasks = async () => ({ tasks: [], nextPageToken: '' });
  const call = await rawCaller(await start());
  const good = CreateTaskRequest.encode(
    CreateTaskRequest.fromPartial({
      task: { title: 'A', assignee: 'b', deadline: new Date(), tags: ['c'], coExecutors: ['d:1'] },
      requestId: 'r',
    }),
  ).finish();
  const mutated = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }).map((changes) => {
    const bytes = Uint8Array.from(good);
    for (const [at, value] of changes) bytes[at] = value;
    return bytes;
  });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('CreateTask', 'ListTasks'),
      fc.oneof(mutated, fc.uint8Array({ maxLength: 60 })),
      async (method, bytes) => {
        const code = (await call(method, bytes))?.code ?? Status.OK;
        expect([Status.OK, Status.INVALID_ARGUMENT]).toContain(code);
      },
    ),
    { numRuns: 500 },
  );
});

test('a failure that nobody foresaw tells nothing of the inside, and a database that is away is told as such', async () => {
  const client = await clientOf(await start());
  answers.completeTask = () => Promise.reject(new Error('mongodb://admin:secret@10.0.0.7 says no'));
  const internal = await client.completeTask({ id: 1 }).catch((error: unknown) => error);
  expect(internal).toMatchObject({ code: Status.INTERNAL, reason: 'INTERNAL' });
  expect(String(internal)).not.toMatch(/secret|mongodb|10\.0\.0/);
  answers.completeTask = () => Promise.reject(new MongoNetworkError('connection 3 to 10.0.0.7:27017 closed'));
  const away = await client.completeTask({ id: 1 }).catch((error: unknown) => error);
  expect(away).toMatchObject({ code: Status.UNAVAILABLE, reason: 'STORAGE_AWAY' });
  expect(String(away)).not.toMatch(/10\.0\.0/);
});

test('a refusal arrives as it was given, with its reason and details', async () => {
  answers.completeTask = () => Promise.reject(refused('SUBTASKS_OPEN', 'Подзадачи открыты.', { open: '3' }));
  await expect((await clientOf(await start())).completeTask({ id: 1 })).rejects.toMatchObject({
    code: Status.FAILED_PRECONDITION,
    reason: 'SUBTASKS_OPEN',
    message: 'Подзадачи открыты.',
    details: { metadata: { open: '3' } },
  });
});

test('what reads, and a write under one request id, is repeated when the service is away for a moment', async () => {
  let reads = 0;
  answers.getTask = async ({ id }) => {
    reads += 1;
    if (reads < 3) throw unavailable('STORAGE_AWAY', 'Not now.');
    return Task.fromPartial({ id });
  };
  const names: string[] = [];
  answers.completeTask = async ({ id, requestId }) => {
    names.push(requestId);
    if (names.length < 3) throw unavailable('STORAGE_AWAY', 'Not now.');
    return Task.fromPartial({ id });
  };
  const client = await clientOf(await start());
  expect((await client.getTask({ id: 7 })).id).toBe(7);
  expect(reads).toBe(3);
  expect((await client.completeTask({ id: 7 })).id).toBe(7);
  expect(names[0]).toMatch(/^[0-9a-f-]{36}$/);
  expect(names).toEqual([names[0], names[0], names[0]]);
  await client.completeTask({ id: 7, requestId: 'mine' });
  expect(names[3]).toBe('mine');
});

test('before it knows people a process serves only other services, and people ask another', async () => {
  let knowsPeople = false;
  answers.completeTask = async ({ id }) => Task.fromPartial({ id });
  const server = await start({ knowsPeople: () => knowsPeople });
  const token = await issuer.token({ sub: 'atrium', roles: ['service'] });
  expect((await (await clientOf(server, { token })).completeTask({ id: 7 })).id).toBe(7);
  const anna = await clientOf(server);
  await expect(anna.completeTask({ id: 7 })).rejects.toMatchObject({ reason: 'SERVICE_AWAY' });
  knowsPeople = true;
  expect((await anna.completeTask({ id: 7 })).id).toBe(7);
});

test('a call has a deadline, and the service is told when it has passed', async () => {
  let cancelled = false;
  answers.completeTask = (_, { signal }) =>
    new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => {
        cancelled = true;
        reject(new Error('It is too late.'));
      });
    });
  const client = await clientOf(await start(), { deadlineSeconds: 0.3 });
  await expect(client.completeTask({ id: 1 })).rejects.toMatchObject({
    code: Status.DEADLINE_EXCEEDED,
    reason: 'DEADLINE_EXCEEDED',
  });
  await until('the service is told', () => cancelled);
});

test('a service that is away is named, not its address', async () => {
  const gone = await (await clientOf({ port: 1 })).completeTask({ id: 1 }).catch((error: unknown) => error);
  expect(gone).toMatchObject({ code: Status.UNAVAILABLE, reason: 'SERVICE_AWAY' });
  expect(String(gone)).not.toMatch(/127\.0\.0\.1|ECONN/);
});

test('a token of this process that is not accepted is no fault of whoever called it', async () => {
  const server = await start();
  const own = await clientOf(server, { token: 'garbage' });
  await expect(own.completeTask({ id: 1 })).rejects.toMatchObject({ code: Status.UNAVAILABLE, reason: 'SERVICE_REFUSED' });
  const forwarded = own.completeTask({ id: 1 }, { metadata: Metadata({ authorization: 'Bearer garbage' }) });
  await expect(forwarded).rejects.toMatchObject({ code: Status.UNAUTHENTICATED, reason: 'TOKEN_INVALID' });
});

test('a server that stops finishes the calls in hand, and takes no more', async () => {
  let finish = () => {};
  answers.completeTask = ({ id }) =>
    new Promise((resolve) => {
      finish = () => resolve(Task.fromPartial({ id }));
    });
  const server = await start();
  const client = await clientOf(server);
  const inHand = client.completeTask({ id: 3 });
  await until('it is in hand', () => String(finish).includes('resolve'));
  const stopped = server.stop?.();
  await new Promise((resolve) => setTimeout(resolve, 50));
  await expect((await clientOf(server)).completeTask({ id: 4 })).rejects.toMatchObject({ reason: 'SERVICE_AWAY' });
  finish();
  expect((await inHand).id).toBe(3);
  await stopped;
});

test('health is told to anybody, of the whole and of each service; reflection only in development', async () => {
  const services = async (development: boolean) => {
    const server = await start({ development });
    const channel = createChannel(`127.0.0.1:${server.port}`);
    onTestFinished(() => channel.close());
    const health = createClient(HealthDefinition, channel);
    expect((await health.check({ service: '' })).status).toBe(SERVING);
    expect((await health.check({ service: TaskServiceDefinition.fullName })).status).toBe(SERVING);
    await expect(health.check({ service: DirectoryServiceDefinition.fullName })).rejects.toMatchObject({
      code: Status.NOT_FOUND,
    });
    return reflected(server.port);
  };
  expect(await services(false)).toBe(Status.UNIMPLEMENTED);
  expect(await services(true)).toBe(Status.OK);
});

/** grpc.health.v1.HealthCheckResponse.ServingStatus. */
const SERVING = 1;

/** The code with which the reflection service answers when it is asked for the list of services. */
const reflected = (port: number): Promise<number> =>
  new Promise((resolve) => {
    const client = new RawClient(`127.0.0.1:${port}`, credentials.createInsecure());
    const same = (given: Buffer) => given;
    const call = client.makeBidiStreamRequest(
      '/grpc.reflection.v1.ServerReflection/ServerReflectionInfo',
      same,
      same,
      new RawMetadata(),
    );
    call.on('data', () => undefined);
    call.on('error', () => undefined);
    call.on('status', ({ code }: { code: number }) => {
      client.close();
      resolve(code);
    });
    call.write(Buffer.from([0x3a, 0x00]));
    call.end();
  });

test('calls beyond those that can be done in time are turned away, and no client repeats them by itself', async () => {
  const server = await start({ callsAtOnce: 1 });
  const client = await clientOf(server);
  let letGo = () => {};
  let asked = 0;
  answers.getTask = () => {
    asked += 1;
    return new Promise((resolve) => {
      letGo = () => resolve(Task.fromPartial({ id: 1 }));
    });
  };
  const within = client.getTask({ id: 1 });
  await until('one is in hand', () => asked === 1);
  const before = await turnedAwayCount();
  await expect(client.getTask({ id: 1 })).rejects.toMatchObject({ code: Status.UNAVAILABLE, reason: 'OVERLOADED' });
  expect((await turnedAwayCount()) - before).toBe(1);
  letGo();
  expect((await within).id).toBe(1);
  answers.getTask = ({ id }) => Promise.resolve(Task.fromPartial({ id }));
  expect((await client.getTask({ id: 2 })).id).toBe(2);
});

async function turnedAwayCount(): Promise<number> {
  const { values } = (await metrics.getMetricsAsJSON()).find(({ name }) => name === 'atrium_turned_away_total') ?? { values: [] };
  return values.find(({ labels }) => labels.at === 'service')?.value ?? 0;
}
