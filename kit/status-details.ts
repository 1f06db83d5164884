import { BadRequest, ErrorInfo } from '../gen/google/rpc/error_details.js';
import { Status as RpcStatus } from '../gen/google/rpc/status.js';
import type { Refusal, Violation } from './errors.js';

/** Where gRPC carries google.rpc.Status with its details. */
export const DETAILS = 'grpc-status-details-bin';

const typeUrl = (name: string) => `type.googleapis.com/google.rpc.${name}`;

/** A status travels in the trailers of the call, which have little room: what does not fit would break the call itself. */
const MOST_CHARACTERS = 500;
const MOST_VIOLATIONS = 20;

/** The text within its room, and well-formed: grpc-js fails on half a surrogate pair. */
export const shortened = (text: string): string =>
  Buffer.from(text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text).toString();

/** A refusal as google.rpc.Status with ErrorInfo and, where fields are at fault, BadRequest with the first of them (AIP-193). */
export function encodeDetails({ code, reason, message, details }: Refusal, domain: string): Uint8Array {
  const metadata = Object.fromEntries(Object.entries(details.metadata ?? {}).map(([name, value]) => [name, shortened(value)]));
  const fieldViolations = (details.violations ?? []).slice(0, MOST_VIOLATIONS).map(({ field, description, rule = '' }) => ({
    field: shortened(field),
    description: shortened(description),
    reason: rule,
    localizedMessage: undefined,
  }));
  return RpcStatus.encode({
    code,
    message: shortened(message),
    details: [
      { typeUrl: typeUrl('ErrorInfo'), value: Buffer.from(ErrorInfo.encode({ reason, domain, metadata }).finish()) },
      ...(fieldViolations.length > 0
        ? [{ typeUrl: typeUrl('BadRequest'), value: Buffer.from(BadRequest.encode({ fieldViolations }).finish()) }]
        : []),
    ],
  }).finish();
}

export type Details = { reason?: string; metadata: Record<string, string>; violations: Violation[] };

/** What a failed call says about itself; empty where it says nothing, or nothing readable. */
export function decodeDetails(bytes: Uint8Array | undefined): Details {
  const nothing: Details = { metadata: {}, violations: [] };
  if (!bytes) return nothing;
  try {
    return RpcStatus.decode(bytes).details.reduce(withDetail, nothing);
  } catch {
    return nothing;
  }
}

function withDetail(details: Details, { typeUrl: type, value }: { typeUrl: string; value: Uint8Array }): Details {
  if (type === typeUrl('ErrorInfo')) {
    const { reason, metadata } = ErrorInfo.decode(value);
    return { ...details, reason, metadata };
  }
  if (type !== typeUrl('BadRequest')) return details;
  const violations = BadRequest.decode(value).fieldViolations.map(({ field, description, reason }) => ({
    field,
    description,
    ...(reason && { rule: reason }),
  }));
  return { ...details, violations };
}
