import type { Request, RequestHandler, Response } from 'express';
import { isKnown } from '../rest/headers.js';
import type { WebFile } from './files.js';

/** Serves the web client. Its pages have paths of their own, which only the client knows: to the server all are index.html. */
export function webClient(files: ReadonlyMap<string, WebFile>): RequestHandler {
  const index = files.get('/index.html');
  return async (request, response, next) => {
    const path = decodedPath(request);
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    const file = isRead ? (files.get(path) ?? (isNavigation(request, path) ? index : undefined)) : undefined;
    if (file) await send(file, request, response);
    else next();
  };
}

async function send(file: WebFile, request: Request, response: Response): Promise<void> {
  const { bytes, encoding, etag } = await file.read(request.headers['accept-encoding'] ?? '');
  response.setHeader('etag', etag);
  response.setHeader('cache-control', file.isImmutable ? 'public, max-age=31536000, immutable' : 'no-cache');
  response.vary('Accept-Encoding');
  if (isKnown(request.headers, etag)) {
    response.writeHead(304).end();
    return;
  }
  response.type(file.path.slice(file.path.lastIndexOf('.')));
  if (encoding !== 'identity') response.setHeader('content-encoding', encoding);
  response.writeHead(200, { 'content-length': bytes.length });
  response.end(bytes);
}

/** A person opens an address; a script that misses a file wants to hear that it is not there. */
function isNavigation({ headers }: Request, path: string): boolean {
  return path === '/' || ((headers.accept ?? '').includes('text/html') && !path.slice(path.lastIndexOf('/')).includes('.'));
}

function decodedPath({ path }: Request): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
