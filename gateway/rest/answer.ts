import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { DescMessage } from '@bufbuild/protobuf';
import { Content } from '../../gen/atrium/common/v1/common.js';
import { jsonEncoder } from '../../kit/proto-json.js';
import { isKnown } from './headers.js';

/** Answers with what a service has said, in the form it has over REST. */
export type Answerer = (bytes: Buffer, headers: IncomingHttpHeaders, response: ServerResponse) => void;

export function answererOf(message: DescMessage): Answerer {
  return message.typeName === 'atrium.common.v1.Content' ? answerContent : jsonAnswerer(message);
}

/** The ETag of a thing is its version, so that it can be given back in If-Match. */
function jsonAnswerer(message: DescMessage): Answerer {
  const encode = jsonEncoder(message);
  return (bytes, headers, response) => {
    const json = encode(bytes);
    const { version } = json;
    const etag = typeof version === 'string' && version !== '0' ? `"${version}"` : undefined;
    // What may be done with a thing, and by whom, changes without its version: no browser is to keep it on its own.
    response.setHeader('cache-control', 'no-store');
    if (etag !== undefined) response.setHeader('etag', etag);
    if (etag !== undefined && response.req.method === 'GET' && isKnown(headers, etag)) {
      response.writeHead(304).end();
      return;
    }
    const text = JSON.stringify(json);
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(text) });
    response.end(text);
  };
}

/** A file or picture. Whatever it is, it can do nothing in a browser but be shown: it has no origin and runs no script. */
const answerContent: Answerer = (bytes, headers, response) => {
  const { contentType, data, etag } = Content.decode(bytes);
  const quoted = etag && `"${etag.replaceAll(/[^\x21\x23-\x7e]/g, '')}"`;
  if (quoted) response.setHeader('etag', quoted);
  response.setHeader('cache-control', 'private, no-cache');
  if (quoted && isKnown(headers, quoted)) {
    response.writeHead(304).end();
    return;
  }
  response.writeHead(200, {
    'content-type': /^[\w.+-]+\/[\w.+-]+$/.test(contentType) ? contentType : 'application/octet-stream',
    'content-length': data.length,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
  });
  response.end(data);
};
