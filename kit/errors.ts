import { Status } from 'nice-grpc-common';

/** One field of a request that was not accepted, in the terms of google.rpc.BadRequest. */
export type Violation = { field: string; description: string; rule?: string };

/**
 * What a service answers instead of a result. `reason` is stable, UPPER_SNAKE and machine-readable: clients translate
 * by it. `message` is for people. It crosses gRPC as google.rpc.Status with ErrorInfo and BadRequest.
 */
export class Refusal extends Error {
  constructor(
    readonly code: Status,
    readonly reason: string,
    message: string,
    readonly details: { violations?: Violation[]; metadata?: Record<string, string> } = {},
  ) {
    super(message);
    this.name = 'Refusal';
  }
}

/** The thing does not exist, or the caller may not know that it does: both look the same. */
export const notFound = (kind: string, id: string | number): Refusal =>
  new Refusal(Status.NOT_FOUND, 'NOT_FOUND', `There is no ${kind} ${id}.`);

/** The caller may see the thing, but not do this with it. */
export const denied = (action: string): Refusal =>
  new Refusal(Status.PERMISSION_DENIED, 'DENIED', `You may not ${action} this.`, { metadata: { action } });

/** The state of the thing does not allow it now. */
export const refused = (reason: string, text: string, metadata?: Record<string, string>): Refusal =>
  new Refusal(Status.FAILED_PRECONDITION, reason, text, { metadata });

/** The request itself is wrong, whatever the state; `field` names the culprit in the terms of the message. */
export const invalid = (reason: string, text: string, field?: string): Refusal =>
  new Refusal(Status.INVALID_ARGUMENT, reason, text, field === undefined ? {} : { violations: [{ field, description: text }] });

/** Another write came first: the caller's version is no longer current. */
export const stale = (kind: string, id: string | number): Refusal =>
  new Refusal(Status.ABORTED, 'STALE_VERSION', `The ${kind} ${id} has changed since you read it.`);

/** What was to be created exists, or the same request id came with another body. */
export const conflict = (reason: string, text: string): Refusal => new Refusal(Status.ALREADY_EXISTS, reason, text);

export const unauthenticated = (reason: string, text: string): Refusal => new Refusal(Status.UNAUTHENTICATED, reason, text);

/** A part that is needed is away; the same call may succeed later. */
export const unavailable = (reason: string, text: string): Refusal => new Refusal(Status.UNAVAILABLE, reason, text);
