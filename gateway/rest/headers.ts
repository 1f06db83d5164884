import type { IncomingHttpHeaders } from 'node:http';
import type { JsonObject } from '@bufbuild/protobuf';
import type { Binding } from '../contract/bindings.js';
import { badField, Problem } from './problem.js';
import { fieldNamed } from './violations.js';

/** Reads the fields of a request that REST carries in headers: Idempotency-Key and If-Match. */
export function headerReader({ method: { input }, verb }: Binding): (headers: IncomingHttpHeaders, json: JsonObject) => void {
  const requestId = fieldNamed(input, 'request_id');
  const expectedVersion = fieldNamed(input, 'expected_version');
  return (headers, json) => {
    const key = headers['idempotency-key'];
    if (requestId && typeof key === 'string') put(json, requestId.jsonName, requestId.name, key.replace(/^"(.*)"$/, '$1'));
    const match = headers['if-match'];
    if (match === undefined || verb === 'get') return;
    if (!expectedVersion)
      throw new Problem(400, 'IF_MATCH_UNSUPPORTED', 'This method does not look at versions, so If-Match cannot be kept.');
    const version = versionIn(match);
    if (version !== undefined) put(json, expectedVersion.jsonName, expectedVersion.name, version);
  };
}

function put(json: JsonObject, jsonName: string, name: string, value: string): void {
  const given = json[jsonName] ?? json[name];
  if (given !== undefined && given !== value && given !== Number(value))
    throw badField(name, 'differs from the one in the header');
  Reflect.deleteProperty(json, name);
  json[jsonName] = value;
}

/** The version in an ETag; undefined for `*`, which any version fulfils. A weak one is as good: proxies make them of ours. */
function versionIn(header: string): string | undefined {
  if (header.trim() === '*') return undefined;
  const [, version] = /^\s*(?:W\/)?"(\d{1,16})"\s*$/.exec(header) ?? [];
  if (version === undefined) throw badField('If-Match', 'must be one ETag as it was answered, such as "7"', 'IF_MATCH_MALFORMED');
  return version;
}

/** Whether what is asked for is what the client has already (If-None-Match, RFC 9110). */
export function isKnown(headers: IncomingHttpHeaders, etag: string): boolean {
  const known = headers['if-none-match'];
  if (known === undefined) return false;
  return known.trim() === '*' || known.split(',').some((each) => each.trim().replace(/^W\//, '') === etag);
}
