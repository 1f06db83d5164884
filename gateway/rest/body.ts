import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import type { JsonValue } from '@bufbuild/protobuf';
import { Problem } from './problem.js';

/** How deep JSON may nest: far beyond any message of the contract, far below what could exhaust a stack. */
const DEEPEST = 32;

/** The JSON a request brings; undefined where it brings no body. Everything that is wrong with it is a 4xx. */
export async function readJson(request: IncomingMessage, limitBytes: number): Promise<JsonValue | undefined> {
  const {
    'content-length': length,
    'transfer-encoding': chunked,
    'content-type': type,
    'content-encoding': encoding,
  } = request.headers;
  if (!chunked && (length === undefined || length === '0')) return undefined;
  if (!/^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(type ?? '')) {
    throw new Problem(415, 'UNSUPPORTED_MEDIA_TYPE', 'The body must be application/json in UTF-8.', {
      headers: { accept: 'application/json' },
    });
  }
  if (encoding && encoding !== 'identity') throw new Problem(415, 'UNSUPPORTED_ENCODING', 'The body must not be compressed.');
  if (Number(length) > limitBytes) throw tooLarge(limitBytes);

  const bytes = await readBytes(request, limitBytes);
  if (bytes.length === 0) return undefined;
  if (!isUtf8(bytes)) throw new Problem(400, 'INVALID_UTF8', 'The body is not UTF-8.');
  const json = parse(bytes.toString('utf8'));
  if (!isJson(json, DEEPEST)) throw new Problem(400, 'TOO_DEEP', `The JSON is nested deeper than ${DEEPEST} levels.`);
  return json;
}

function readBytes(request: IncomingMessage, limitBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limitBytes) return void chunks.push(chunk);
      request.removeAllListeners('data').resume();
      reject(tooLarge(limitBytes));
    });
    request.on('end', () => resolve(Buffer.concat(chunks, size)));
    request.on('error', () => reject(new Problem(400, 'BODY_CUT_SHORT', 'The connection ended before the body did.')));
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem(400, 'MALFORMED_JSON', 'The body is not JSON.');
  }
}

/** Of no more than so many levels. */
function isJson(value: unknown, levels: number): value is JsonValue {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((inner) => isJson(inner, levels - 1));
}

/** The rest of the body is not waited for, so the connection cannot be used again. */
function tooLarge(limitBytes: number): Problem {
  return new Problem(413, 'BODY_TOO_LARGE', `The body may have ${limitBytes} bytes at most.`, {
    headers: { connection: 'close' },
  });
}
