import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, credentials, Metadata, type ServiceError } from '@grpc/grpc-js';
import { Status } from 'nice-grpc-common';
import { Refusal } from '../../kit/errors.js';
import { brokeOff, channelOptions, targetOf } from '../../kit/grpc-client.js';
import { DETAILS, decodeDetails } from '../../kit/status-details.js';
import { repetition } from './repetition.js';

/** How long a service may take, with all attempts. */
const DEADLINE_MILLISECONDS = 10_000;

export type CallOptions = {
  readonly token: string;
  readonly requestId: string;
  readonly isRead: boolean;
  /** Whether it does no harm twice: it reads, or carries a request id by which the service knows it again. */
  readonly isRepeatable: boolean;
  /** When it closes, nobody waits for the answer any more. */
  readonly client: Pick<ServerResponse, 'once' | 'off' | 'closed'>;
};

export type Caller = {
  /** Calls a method by its path, bytes for bytes. Throws a Refusal. */
  call(path: string, request: Uint8Array, options: CallOptions): Promise<Buffer>;
  close(): void;
};

const sameBytes = (bytes: Buffer): Buffer => bytes;

/**
 * Calls the methods of the services at one address, spread over all replicas behind it. Bytes pass through: requests are
 * encoded by the one who has validated them, answers are transcoded without being decoded to messages first. gRPC itself sends
 * once more what a service that goes away has refused unseen; what may have been seen is repeated where that does no harm.
 */
export function callerOf(address: string): Caller {
  const client = new Client(targetOf(address), credentials.createInsecure(), {
    ...channelOptions,
    'grpc.service_config': JSON.stringify({ loadBalancingConfig: [{ round_robin: {} }] }),
    'grpc.keepalive_timeout_ms': 5_000,
  });

  const repeating = repetition();

  function once(
    path: string,
    request: Buffer,
    deadline: number,
    { token, requestId, client: waiting }: CallOptions,
  ): Promise<Buffer> {
    const metadata = new Metadata();
    metadata.set('authorization', `Bearer ${token}`);
    metadata.set('x-request-id', requestId);
    return new Promise((resolve, reject) => {
      const call = client.makeUnaryRequest(path, sameBytes, sameBytes, request, metadata, { deadline }, (error, answer) => {
        waiting.off('close', cancel);
        if (answer) repeating.answered(call.getPeer());
        if (answer) resolve(answer);
        else reject(error ? refusalOf(error) : new Refusal(Status.INTERNAL, 'INTERNAL', 'There was no answer.'));
      });
      const cancel = () => call.cancel();
      waiting.once('close', cancel);
    });
  }

  return {
    async call(path, bytes, options) {
      const request = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      const deadline = Date.now() + DEADLINE_MILLISECONDS;
      for (let attempt = 1; ; attempt++) {
        try {
          return await once(path, request, deadline, options);
        } catch (error) {
          const wait = options.isRepeatable ? repeating.waitAfter({ error, attempt, isRead: options.isRead }) : undefined;
          if (wait === undefined || options.client.closed || Date.now() + wait >= deadline) throw error;
          await sleep(wait);
        }
      }
    },
    close: () => client.close(),
  };
}

/** What the service says of its failure; where it says nothing, only the kind is told: the rest is about our inside. */
function refusalOf({ code, details, metadata }: ServiceError): Refusal {
  const [bytes] = metadata.get(DETAILS);
  const { reason, violations, metadata: more } = decodeDetails(Buffer.isBuffer(bytes) ? bytes : undefined);
  const kind = brokeOff({ code, details }) ? Status.UNAVAILABLE : (codes.get(code) ?? Status.UNKNOWN);
  if (reason) return new Refusal(kind, reason, details, { violations, metadata: more });
  const known = withoutReason[kind] ?? { reason: Status[kind], text: 'The request was not carried out.' };
  return new Refusal(kind, known.reason, known.text);
}

const codes = new Map<number, Status>(Object.values(Status).flatMap((code) => (typeof code === 'string' ? [] : [[code, code]])));

const withoutReason: Readonly<Partial<Record<Status, { reason: string; text: string }>>> = {
  [Status.UNAVAILABLE]: { reason: 'SERVICE_AWAY', text: 'A part of the system is away. Try again in a moment.' },
  [Status.DEADLINE_EXCEEDED]: { reason: 'DEADLINE_EXCEEDED', text: 'It took too long. Whether it was carried out is not known.' },
  [Status.RESOURCE_EXHAUSTED]: { reason: 'TOO_MUCH', text: 'There is too much of it for one request.' },
  [Status.CANCELLED]: { reason: 'CANCELLED', text: 'The client went away.' },
  [Status.UNIMPLEMENTED]: { reason: 'UNIMPLEMENTED', text: 'This installation cannot do that.' },
};
