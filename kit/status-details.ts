import { BadRequest, ErrorInfo } from '../gen/google/rpc/error_details.js';
import { Status as RpcStatus } from '../gen/google/rpc/status.js';
import type { Refusal, Violation } from './errors.js';

/** Where gRPC carries google.rpc.Status with its details. */
export const DETAILS = 'grpc-status-details-bin';

const typeUrl = (name: string) => `type.googleapis.com/google.rpc.${name}`;

/** A refusal as google.rpc.Status with ErrorInfo and, where fields are at fault, BadRequest (AIP-193). */
export function encodeDetails({ code, reason, message, details }: Refusal, domain: string): Uint8Array {
  const info = { reason, domain, metadata: details.metadata ?? {} };
  const fieldViolations = (details.violations ?? []).map(({ field, description, rule = '' }) => ({
    field,
    description,
    reason: rule,
    localizedMessage: undefined,
  }));
  return RpcStatus.encode({
    code,
    message,
    details: [
      { typeUrl: typeUrl('ErrorInfo'), value: Buffer.from(ErrorInfo.encode(info).finish()) },
      ...(fieldViolations.length > 0
        ? [{ typeUrl: typeUrl('BadRequest'), value: Buffer.from(BadRequest.encode({ fieldViolations }).finish()) }]
        : []),
    ],
  }).finish();
}

export type Details = { reason?: string; metadata: Record<string, string>; violations: Violation[] };

/** What a failed call says about itself; empty where it says nothing, or nothing readable. */
export function decodeDetails(bytes: Uint8Array | undefined): Details {
  const result: Details = { metadata: {}, violations: [] };
  if (!bytes) return result;
  for (const detail of RpcStatus.decode(bytes).details) {
    if (detail.typeUrl === typeUrl('ErrorInfo')) {
      const info = ErrorInfo.decode(detail.value);
      result.reason = info.reason;
      result.metadata = info.metadata;
    }
    if (detail.typeUrl === typeUrl('BadRequest'))
      result.violations = BadRequest.decode(detail.value).fieldViolations.map(({ field, description, reason }) => ({
        field,
        description,
        ...(reason && { rule: reason }),
      }));
  }
  return result;
}
