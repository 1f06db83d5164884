import { type Client, createChannel, createClientFactory, type TsProtoServiceDefinition } from 'nice-grpc';
import { type CallOptions, ClientError, type ClientMiddlewareCall, Metadata, Status } from 'nice-grpc-common';
import { Refusal } from './errors.js';
import type { Module } from './lifecycle.js';
import { DETAILS, decodeDetails } from './status-details.js';

/** How long a call may take unless it says otherwise. */
const DEADLINE_MILLISECONDS = 10_000;

export type Clients = Module & {
  /** A client of a service at an address; calls carry the token that `tokenOf` gives. */
  client<Definition extends TsProtoServiceDefinition>(definition: Definition, address: string): Client<Definition>;
};

/**
 * Clients of other services. Calls have a deadline, balance over all addresses a name stands for, carry this process's
 * own token unless given another, and are repeated only where that is harmless: methods that read.
 */
export function grpcClients(ownToken: () => Promise<string>): Clients {
  const channels: ReturnType<typeof createChannel>[] = [];
  return {
    name: 'gRPC clients',
    client(definition, address) {
      const channel = createChannel(targetOf(address), undefined, {
        'grpc.service_config': JSON.stringify(serviceConfig(definition)),
        'grpc.keepalive_time_ms': 30_000,
        'grpc.max_receive_message_length': 32 * 1024 * 1024,
      });
      channels.push(channel);
      return createClientFactory()
        .use((call, options) => calling(call, options, ownToken))
        .create(definition, channel);
    },
    stop() {
      for (const channel of channels) channel.close();
    },
  };
}

/** A name in DNS is asked for all its addresses, so that calls spread over the replicas behind it. */
export const targetOf = (address: string): string => (address.includes('://') ? address : `dns:///${address}`);

/** gRPC service config: round robin, and retries for the methods that only read (AIP: Get, List, Stream). */
export function serviceConfig({ fullName, methods }: Pick<TsProtoServiceDefinition, 'fullName' | 'methods'>): object {
  const reads = Object.values(methods).filter(({ name }) => /^(Get|List|Stream)[A-Z]/.test(name));
  return {
    loadBalancingConfig: [{ round_robin: {} }],
    methodConfig: [
      {
        name: reads.map(({ name }) => ({ service: fullName, method: name })),
        retryPolicy: {
          maxAttempts: 3,
          initialBackoff: '0.05s',
          maxBackoff: '0.5s',
          backoffMultiplier: 2,
          retryableStatusCodes: ['UNAVAILABLE'],
        },
      },
    ],
  };
}

async function* calling<Request, Response>(
  call: ClientMiddlewareCall<Request, Response>,
  options: CallOptions,
  ownToken: () => Promise<string>,
) {
  const metadata = Metadata(options.metadata);
  if (!metadata.has('authorization')) metadata.set('authorization', `Bearer ${await ownToken()}`);
  const deadline = AbortSignal.timeout(DEADLINE_MILLISECONDS);
  const signal = options.signal ? AbortSignal.any([options.signal, deadline]) : deadline;
  let details: Uint8Array | undefined;
  try {
    return yield* call.next(call.request, {
      ...options,
      metadata,
      signal: call.responseStream ? options.signal : signal,
      onTrailer: (trailer) => {
        details = trailer.get(DETAILS);
      },
    });
  } catch (error) {
    if (deadline.aborted) throw new Refusal(Status.DEADLINE_EXCEEDED, 'DEADLINE_EXCEEDED', `${call.method.path} took too long.`);
    if (!(error instanceof ClientError)) throw error;
    const { reason, metadata: more, violations } = decodeDetails(details);
    throw new Refusal(error.code, reason ?? Status[error.code], error.details, { metadata: more, violations });
  }
}
