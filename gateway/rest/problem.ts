import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { Status } from 'nice-grpc-common';
import { Refusal, type Violation } from '../../kit/errors.js';

/** Why a request is not carried out, as HTTP says it (RFC 9457). */
export class Problem extends Error {
  constructor(
    readonly status: number,
    /** Stable and machine-readable, UPPER_SNAKE. */
    readonly reason: string,
    /** For people; it never tells of the inside. */
    detail: string,
    readonly more: {
      readonly violations?: readonly Violation[];
      readonly metadata?: Readonly<Record<string, string>>;
      readonly headers?: OutgoingHttpHeaders;
    } = {},
  ) {
    super(detail);
    this.name = 'Problem';
  }
}

/** A field of the request that is wrong, before any service has seen it. */
export function badField(field: string, description: string, reason = 'INVALID'): Problem {
  return new Problem(400, reason, `${field}: ${description}`, { violations: [{ field, description }] });
}

/** google.rpc.Code → HTTP. The one place that decides. */
const statuses: Readonly<Record<Status, number>> = {
  [Status.OK]: 200,
  [Status.CANCELLED]: 499,
  [Status.UNKNOWN]: 500,
  [Status.INVALID_ARGUMENT]: 400,
  // Not 504: a part that is frozen or cut off is away like any other, and the client is told when to try again.
  [Status.DEADLINE_EXCEEDED]: 503,
  [Status.NOT_FOUND]: 404,
  [Status.ALREADY_EXISTS]: 409,
  [Status.PERMISSION_DENIED]: 403,
  [Status.RESOURCE_EXHAUSTED]: 429,
  [Status.FAILED_PRECONDITION]: 400,
  [Status.ABORTED]: 409,
  [Status.OUT_OF_RANGE]: 400,
  [Status.UNIMPLEMENTED]: 501,
  [Status.INTERNAL]: 500,
  [Status.UNAVAILABLE]: 503,
  [Status.DATA_LOSS]: 500,
  [Status.UNAUTHENTICATED]: 401,
};

/** Any failure as a problem. Only what was meant for the caller is told; the rest is for the log. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (!(error instanceof Refusal)) return unexpected;
  const { code, reason, message, details } = error;
  // The version a client has read comes by If-Match, and HTTP has a word for its being old.
  const status = reason === 'STALE_VERSION' ? 412 : statuses[code];
  if (status === 500) return unexpected;
  return new Problem(status, reason, message, { ...details, headers: headersFor(status, reason) });
}

const unexpected = new Problem(500, 'INTERNAL', 'Something went wrong here. The log has it under this request id.');

function headersFor(status: number, reason: string): OutgoingHttpHeaders {
  if (status === 401) return { 'www-authenticate': challenge(reason) };
  if (status === 503 || status === 429) return { 'retry-after': '2' };
  return {};
}

/** RFC 6750: who brought no token at all is told of no error. */
function challenge(reason: string): string {
  return reason === 'TOKEN_MISSING'
    ? 'Bearer realm="atrium"'
    : `Bearer realm="atrium", error="invalid_token", error_description="${reason}"`;
}

export type Answering = { readonly requestId: string; readonly publicUrl: string };

/** The problem as it stands in an answer. */
export const problemBody = ({ status, reason, message, more }: Problem, { requestId, publicUrl }: Answering): string =>
  JSON.stringify({
    type: `${publicUrl}/docs/errors#${reason}`,
    title: inWords(reason),
    status,
    detail: message,
    reason,
    ...(more.metadata && Object.keys(more.metadata).length > 0 && { metadata: more.metadata }),
    ...(more.violations && more.violations.length > 0 && { violations: more.violations }),
    requestId,
  });

/** Answers with the problem, if nothing has been answered yet. */
export function sendProblem(response: ServerResponse, problem: Problem, answering: Answering): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const body = problemBody(problem, answering);
  response.writeHead(problem.status, {
    ...problem.more.headers,
    'content-type': 'application/problem+json',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
  });
  response.end(body);
}

/** "STALE_VERSION" → "Stale version". */
export function inWords(reason: string): string {
  const words = reason.replaceAll('_', ' ').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
