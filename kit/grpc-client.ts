import { randomUUID } from 'node:crypto';
import { type Client, createChannel, createClientFactory, type TsProtoServiceDefinition } from 'nice-grpc';
import { type CallOptions, ClientError, type ClientMiddlewareCall, Metadata, Status } from 'nice-grpc-common';
import { Refusal, unavailable } from './errors.js';
import type { Module } from './lifecycle.js';
import { DETAILS, decodeDetails } from './status-details.js';

/** How long a call may take, with all its repetitions, unless it says otherwise. */
const DEADLINE_SECONDS = 10;

/** How every channel to another role is kept. */
export const channelOptions = {
  'grpc.keepalive_time_ms': 30_000,
  // A service that was away for long is found again at once: gRPC itself would wait for up to two minutes.
  'grpc.initial_reconnect_backoff_ms': 100,
  'grpc.max_reconnect_backoff_ms': 1_000,
  // When a replica goes, the one in its place is to be found at once, however often that happens; by default only after 30 s.
  'grpc.dns_min_time_between_resolutions_ms': 1_000,
  'grpc.service_config_disable_resolution': 1,
  // Bodies of up to 20 MB, and what surrounds them.
  'grpc.max_receive_message_length': 32 * 1024 * 1024,
};

export type Clients = Module & {
  /** A client of a service at an address; calls carry the token that `tokenOf` gives. */
  client<Definition extends TsProtoServiceDefinition>(definition: Definition, address: string): Client<Definition>;
};

/**
 * Clients of other services. Calls have a deadline, balance over all addresses a name stands for, carry this process's
 * own token unless given another, and are repeated only where that is harmless: methods that read, and writes with a
 * request id, of which each has one.
 */
export function grpcClients(ownToken: () => Promise<string>, { deadlineSeconds = DEADLINE_SECONDS } = {}): Clients {
  const channels: ReturnType<typeof createChannel>[] = [];
  return {
    name: 'gRPC clients',
    client(definition, address) {
      const channel = createChannel(targetOf(address), undefined, {
        ...channelOptions,
        'grpc.service_config': JSON.stringify(serviceConfig(definition, deadlineSeconds)),
      });
      channels.push(channel);
      const methods = Object.values<TsProtoServiceDefinition['methods'][string]>(definition.methods);
      const namable = new Set(
        methods.filter(({ requestType }) => takesRequestId(requestType)).map(({ name }) => `/${definition.fullName}/${name}`),
      );
      return createClientFactory()
        .use((call, options) => calling(call, options, { ownToken, namable }))
        .create(definition, channel);
    },
    stop() {
      for (const channel of channels) channel.close();
    },
  };
}

/** A name in DNS is asked for all its addresses, so that calls spread over the replicas behind it. */
export const targetOf = (address: string): string => (address.includes('://') ? address : `dns:///${address}`);

/**
 * gRPC service config: round robin, deadlines, and retries for the methods that only read (AIP: Get, List) or take a request
 * id. A stream may take as long as it takes; it is repeated where it has not begun.
 */
export function serviceConfig(
  { fullName, methods }: Pick<TsProtoServiceDefinition, 'fullName' | 'methods'>,
  deadlineSeconds = DEADLINE_SECONDS,
): object {
  const all = Object.values(methods);
  const retryPolicy = {
    maxAttempts: 3,
    initialBackoff: '0.05s',
    maxBackoff: '0.5s',
    backoffMultiplier: 2,
    retryableStatusCodes: ['UNAVAILABLE'],
  };
  return {
    loadBalancingConfig: [{ round_robin: {} }],
    methodConfig: all.map(({ name, responseStream, requestType }) => ({
      name: [{ service: fullName, method: name }],
      ...(!responseStream && { timeout: durationOf(deadlineSeconds) }),
      ...((/^(Get|List|Stream)[A-Z]/.test(name) || takesRequestId(requestType)) && { retryPolicy }),
    })),
  };
}

/** Not as a text such as "0.3s", whose fraction @grpc/grpc-js takes for nanoseconds. */
const durationOf = (seconds: number) => ({ seconds: Math.floor(seconds), nanos: Math.round((seconds % 1) * 1e9) });

/** Whether requests of the type can carry an id by which their service knows them again. */
function takesRequestId(type: TsProtoServiceDefinition['methods'][string]['requestType']): boolean {
  const empty: unknown = type.fromPartial?.({});
  return typeof empty === 'object' && empty !== null && 'requestId' in empty;
}

/** The request with an id of its own where it lacks one: each of its repetitions carries the same. */
function named<Request>(request: Request): Request {
  const hasName = typeof request === 'object' && request !== null && 'requestId' in request && request.requestId;
  return hasName ? request : { ...request, requestId: randomUUID() };
}

async function* calling<Request, Response>(
  call: ClientMiddlewareCall<Request, Response>,
  options: CallOptions,
  { ownToken, namable }: { ownToken: () => Promise<string>; namable: ReadonlySet<string> },
) {
  const request = call.requestStream || !namable.has(call.method.path) ? call.request : named(call.request);
  const metadata = Metadata(options.metadata);
  const asItself = !metadata.has('authorization');
  if (asItself) metadata.set('authorization', `Bearer ${await ownToken()}`);
  let details: Uint8Array | undefined;
  try {
    return yield* call.next(request, {
      ...options,
      metadata,
      onTrailer: (trailer) => {
        details = trailer.get(DETAILS);
      },
    });
  } catch (error) {
    if (!(error instanceof ClientError)) throw error;
    throw refusalOf(error, call.method.path, details, asItself);
  }
}

const INTERNAL: number = Status.INTERNAL;
const UNKNOWN: number = Status.UNKNOWN;

/** Whether the connection ended in the midst of the answer, for which gRPC blames the service; every service says more of its own faults. */
export const brokeOff = ({ code, details }: { code: number; details: string }): boolean =>
  (code === INTERNAL && details.startsWith('Received RST_STREAM')) ||
  (code === UNKNOWN && details === 'Received HTTP status code 200');

/** What the called service answered instead of a result; told to whoever called us, it must mean the same to them. */
function refusalOf(
  { code, details: text }: ClientError,
  path: string,
  details: Uint8Array | undefined,
  asItself: boolean,
): Refusal {
  const { reason, metadata, violations } = decodeDetails(details);
  const service = path.split('.')[1] ?? path;
  // It is this process's token that was not accepted, not the caller's.
  if (code === Status.UNAUTHENTICATED && asItself)
    return unavailable('SERVICE_REFUSED', `The service ${service} does not accept this one: ${reason ?? Status[code]}.`);
  if (reason !== undefined) return new Refusal(code, reason, text, { metadata, violations });
  // gRPC itself failed; its words name addresses and connections.
  if (code === Status.UNAVAILABLE || brokeOff({ code, details: text }))
    return unavailable('SERVICE_AWAY', `The service ${service} does not answer. Try again in a moment.`);
  if (code === Status.DEADLINE_EXCEEDED) return new Refusal(code, 'DEADLINE_EXCEEDED', `The service ${service} took too long.`);
  return new Refusal(code, Status[code], `The call of the service ${service} failed: ${Status[code]}.`);
}
