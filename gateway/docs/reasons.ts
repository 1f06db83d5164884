import type { FileRegistry } from '@bufbuild/protobuf';
import { Status } from 'nice-grpc-common';
import { bindingsOf } from '../contract/bindings.js';
import { commentOf } from '../contract/comments.js';

/** Reasons that any method may answer with, and what a client does about them. */
export const commonReasons: Readonly<Record<string, string>> = {
  INVALID: 'Fields of the request are wrong; `violations` names each with the rule it breaks.',
  UNKNOWN_FIELD: 'The request has a field which the contract does not know.',
  UNKNOWN_PARAMETER: 'The address has a parameter which the method does not know.',
  DUPLICATE_PARAMETER: 'A parameter that can be given once is given more than once.',
  TOO_MANY_PARAMETERS: 'The address has more parameters than are read.',
  MALFORMED: 'The request is not a message of the method.',
  MALFORMED_JSON: 'The body is not JSON.',
  MALFORMED_PATH: 'The path is not percent-encoded UTF-8.',
  MALFORMED_QUERY: 'The parameters are not percent-encoded UTF-8.',
  INVALID_UTF8: 'The body is not UTF-8.',
  TOO_DEEP: 'The JSON of the body is nested too deeply.',
  BODY_CUT_SHORT: 'The connection ended before the body did.',
  BODY_NOT_EXPECTED: 'The method takes no body.',
  BODY_TOO_LARGE: 'The body is larger than the method takes.',
  MALFORMED_REQUEST: 'What came is no request of HTTP/1.1.',
  HEADERS_TOO_LARGE: 'The address and the headers are too long.',
  REQUEST_TIMEOUT: 'The request did not come in time.',
  UNSUPPORTED_MEDIA_TYPE: 'The body must be `application/json`.',
  UNSUPPORTED_ENCODING: 'The body must not be compressed.',
  NOTHING_TO_CHANGE: 'An update names no field.',
  IF_MATCH_MALFORMED: '`If-Match` must be an ETag as it was answered.',
  IF_MATCH_UNSUPPORTED: 'The method does not look at versions.',
  FILTER: '`filter` cannot be read, or names a field by which cannot be filtered.',
  ORDER_BY: '`orderBy` cannot be read, or names a field by which cannot be ordered.',
  PAGE_TOKEN: '`pageToken` is not one that was answered for this filter and order. Begin with the first page.',
  TOKEN_MISSING: 'The request has no access token.',
  DEACTIVATED: 'This account has been deactivated. An administrator can reactivate it.',
  NO_ROLE: 'This account has no role in Atrium. An administrator gives it one at the identity provider.',
  TOKEN_EXPIRED: 'The access token has expired. Get a new one.',
  TOKEN_INVALID: 'The access token is broken, or not of this installation.',
  DENIED: 'The person may see the thing, but not do this with it. `allowedActions` tells beforehand.',
  NOT_FOUND: 'There is no such thing, or the person may not know of it.',
  NO_SUCH_PATH: 'Nothing is at this path.',
  METHOD_NOT_ALLOWED: 'The path exists, but not for this method; `Allow` names those it has.',
  REQUEST_ID_REUSED: 'The idempotency key came before with another request. Choose a new key for each write.',
  STALE_VERSION: 'The thing has changed since it was read. Read it again, and decide again.',
  RATE_LIMITED: 'Too many requests. `Retry-After` says when to go on.',
  TOO_MUCH: 'There is too much of it for one request.',
  SERVICE_AWAY: 'A part of the system is away. Try again after `Retry-After`.',
  STORAGE_AWAY: 'The database is away. Try again after `Retry-After`.',
  KEYS_AWAY: 'The identity provider is away, so a new token cannot be verified. Try again after `Retry-After`.',
  DEADLINE_EXCEEDED: 'It took too long. Repeat a write with the same idempotency key.',
  INTERNAL: 'A fault of Atrium. The log has it under the request id.',
};

/** The reasons that comments of the contract announce ("Errors: FAILED_PRECONDITION SUBTASKS_OPEN; …"), with the methods. */
export function announcedReasons(registry: FileRegistry): Map<string, { code: string; operations: string[] }> {
  const reasons = new Map<string, { code: string; operations: string[] }>();
  for (const { method } of bindingsOf(registry)) {
    const [, errors = ''] = commentOf(method).split('Errors:');
    let code = '';
    for (const [word] of errors.matchAll(/\b[A-Z]+(?:_[A-Z]+)*\b/g)) {
      if (word in Status) code = word;
      else if (word.length > 2 && !Object.hasOwn(commonReasons, word)) {
        const known = reasons.get(word) ?? { code, operations: [] };
        known.operations.push(`${method.parent.typeName.split('.')[1]}.${method.localName}`);
        reasons.set(word, known);
      }
    }
  }
  return reasons;
}
