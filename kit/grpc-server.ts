import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type ServiceImplementation, type TsProtoServiceDefinition } from 'nice-grpc';
import { type CallContext, ServerError, type ServerMiddlewareCall, Status } from 'nice-grpc-common';
import { HealthDefinition, HealthServiceImpl, HealthState } from 'nice-grpc-server-health';
import { ServerReflection, ServerReflectionService } from 'nice-grpc-server-reflection';
import { type Admission, admission, OVERLOADED } from './admission.js';
import type { Context } from './context.js';
import { breach, bytesOf, servedDefinition } from './definition.js';
import type { Directory } from './directory.js';
import { Refusal, unauthenticated, unavailable } from './errors.js';
import type { Caller, Identity } from './identity.js';
import type { Module } from './lifecycle.js';
import type { Log } from './log.js';
import { grpcMethod } from './metrics.js';
import { isStorageAway } from './mongo-errors.js';
import { descriptorsFile } from './registry.js';
import { DETAILS, encodeDetails, shortened } from './status-details.js';

/** What an implementation is given beside the request: who calls, when, and for which write. */
export type ServiceContext = Context & { readonly caller: Caller; readonly token: string; readonly log: Log };

/** A gRPC service as this system writes it. */
export type Implementation<Definition extends TsProtoServiceDefinition> = ServiceImplementation<Definition, ServiceContext>;

export type GrpcServer = Module & {
  /** The real port once started. */
  readonly port: number;
  add<Definition extends TsProtoServiceDefinition>(definition: Definition, implementation: Implementation<Definition>): void;
};

type Options = {
  host: string;
  port: number;
  development: boolean;
  /** How many calls are worked on at once; more are turned away. */
  callsAtOnce: number;
  /** Throws where something is away that every call needs. */
  requireAll?: () => void;
  /** Whether the directory has been filled; until then only other services are served, which may need it to start. */
  knowsPeople?: () => boolean;
  identity: Identity;
  directory: Directory;
  log: Log;
};

/** For how long calls that are in hand may go on when the server stops. */
const STOP_MILLISECONDS = 10_000;

const CONNECTION_AGE_MILLISECONDS = 30_000;

/** With which a client says that it asks again (gRFC A6). */
const PREVIOUS_ATTEMPTS = 'grpc-previous-rpc-attempts';

/** One gRPC server a process; every service on it gets caller, validation, errors, metrics and health by being added. */
export function grpcServer({
  host,
  port,
  development,
  callsAtOnce,
  requireAll = () => {},
  knowsPeople = () => true,
  identity,
  directory,
  log,
}: Options): GrpcServer {
  const gate = admission('service', callsAtOnce);
  const names: string[] = [];
  const health = HealthState();
  const server = createServer({
    'grpc.max_receive_message_length': 32 * 1024 * 1024,
    'grpc.keepalive_time_ms': 30_000,
    // Who connects anew asks for all addresses again, and so finds replicas that have come. Calls in hand go on.
    'grpc.max_connection_age_ms': CONNECTION_AGE_MILLISECONDS,
  });
  const answering = server.with<ServiceContext>((call, context) =>
    answer(call, context, { gate, requireAll, knowsPeople, identity, directory, log }),
  );
  let actualPort = port;

  return {
    name: 'gRPC server',
    get port() {
      return actualPort;
    },
    add(definition, implementation) {
      names.push(definition.fullName);
      answering.add(servedDefinition(definition), implementation);
      health.setStatus('healthy', definition.fullName);
    },
    async start() {
      if (names.length === 0) return;
      server.add(HealthDefinition, HealthServiceImpl(health));
      if (development) server.add(ServerReflectionService, ServerReflection(readFileSync(descriptorsFile()), names));
      health.setStatus('healthy');
      actualPort = await server.listen(`${host}:${port}`);
      log.info(`gRPC is served at ${host}:${actualPort}: ${names.join(', ')}`);
    },
    async stop() {
      health.setStatus('unhealthy');
      // Streams that watch something may stay open for ever.
      const impatience = setTimeout(() => server.forceShutdown(), STOP_MILLISECONDS);
      await server.shutdown();
      clearTimeout(impatience);
    },
  };
}

type Parts = Pick<Required<Options>, 'requireAll' | 'knowsPeople' | 'identity' | 'directory' | 'log'> & { gate: Admission };

async function* answer<Request, Response>(
  call: ServerMiddlewareCall<Request, Response, ServiceContext>,
  context: CallContext,
  { gate, requireAll, knowsPeople, identity, directory, log }: Parts,
) {
  const { path } = call.method;
  const started = performance.now();
  let callLog = log.child({ request: context.metadata.get('x-request-id'), method: path });
  const record = (code: string) => {
    const seconds = (performance.now() - started) / 1000;
    recorder(path)(code, seconds);
    callLog.debug({ code, seconds }, 'Answered');
  };
  let leave = () => {};
  try {
    // Streams stay open for as long as they like, and are few.
    if (!call.responseStream) {
      gate.check();
      leave = gate.enter();
    }
    requireAll();
    const token = bearer(context.metadata.get('authorization'));
    const caller = await identity.verify(token).catch((error: unknown) => {
      throw context.metadata.has(PREVIOUS_ATTEMPTS) && isUnauthenticated(error) ? outcomeUnknown() : error;
    });
    // Without rights everything would be denied, and not be found: another process is asked instead.
    if (!knowsPeople() && !caller.roles.includes('service'))
      throw unavailable('SERVICE_AWAY', 'This process has only just started. Try again in a moment.');
    callLog = callLog.child({ actor: caller.user });
    if (directory.person(caller.user)?.active === false)
      throw unauthenticated('DEACTIVATED', 'This account has been deactivated.');
    const request = call.requestStream ? undefined : call.request;
    const problem = isObject(request) ? breach(path, request) : undefined;
    if (problem) throw problem;
    const actor = directory.actor(caller);
    const extended = { ...context, ...writeOf(path, request), caller, actor, token, now: new Date(), log: callLog };
    const result = yield* call.next(call.request, extended);
    record('OK');
    return result;
  } catch (error) {
    const refusal = refusalOf(error, path, callLog);
    record(Status[refusal.code]);
    context.trailer.set(DETAILS, encodeDetails(refusal, domainOf(path)));
    // A client that repeats by itself would only add to the load (gRFC A6).
    if (refusal.reason === OVERLOADED) context.trailer.set('grpc-retry-pushback-ms', '-1');
    throw new ServerError(refusal.code, shortened(refusal.message));
  } finally {
    leave();
  }
}

function bearer(header: string | undefined): string {
  const [, token = ''] = /^Bearer (\S+)$/i.exec(header ?? '') ?? [];
  return token;
}

const isUnauthenticated = (error: unknown): boolean => error instanceof Refusal && error.code === Status.UNAUTHENTICATED;

/** The token was good when the call was made first, and is not by now: that the call is refused would not be the whole truth. */
const outcomeUnknown = (): Refusal =>
  unavailable('SERVICE_AWAY', 'The first answer was lost, and the token has expired meanwhile. Try again with a new one.');

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** What the request says of the write it asks for: its id with a digest of the rest, and the version the caller has read. */
function writeOf(path: string, request: unknown): Pick<Context, 'requestId' | 'requestDigest' | 'expectedVersion'> {
  if (!isObject(request)) return {};
  const requestId = 'requestId' in request && typeof request.requestId === 'string' ? request.requestId : '';
  const expectedVersion =
    'expectedVersion' in request && typeof request.expectedVersion === 'number' ? request.expectedVersion : 0;
  return {
    ...(requestId && { requestId, requestDigest: createHash('sha256').update(path).update(bytesOf(request)).digest('base64') }),
    ...(expectedVersion > 0 && { expectedVersion }),
  };
}

/** Every failure as the caller is told it; what nobody foresaw is logged with its stack and told without. */
function refusalOf(error: unknown, path: string, log: Log): Refusal {
  if (error instanceof Refusal) return error;
  if (isStorageAway(error)) {
    log.warn({ err: error }, `${path} could not reach the database`);
    return unavailable('STORAGE_AWAY', 'The database does not answer. Try again in a moment.');
  }
  if (error instanceof ServerError) return new Refusal(error.code, Status[error.code], error.details);
  if (error instanceof Error && error.name === 'AbortError')
    return new Refusal(Status.CANCELLED, 'CANCELLED', 'The caller went away.');
  log.error({ err: error }, `${path} failed`);
  return new Refusal(Status.INTERNAL, 'INTERNAL', 'Something went wrong here. The log has it under this request id.');
}

/** "tasks.atrium" for /atrium.tasks.v1.TaskService/GetTask. */
const domainOf = (path: string): string => `${path.split('.')[1] ?? ''}.atrium`;

const recorders = new Map<string, ReturnType<typeof grpcMethod>>();

function recorder(path: string): ReturnType<typeof grpcMethod> {
  const known = recorders.get(path);
  if (known) return known;
  const [, service = '', method = ''] = path.split('/');
  const made = grpcMethod(service, method);
  recorders.set(path, made);
  return made;
}
