import type { RequestHandler } from 'express';

const ALLOWED_HEADERS = 'Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, X-Request-Id, Traceparent';
const EXPOSED_HEADERS = 'ETag, X-Request-Id, Retry-After, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset';

const preflight = {
  'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE',
  'access-control-allow-headers': ALLOWED_HEADERS,
  'access-control-max-age': '7200',
};

/** Lets pages of the given origins call the API (Fetch standard). There are no cookies, so none are allowed either. */
export function cors(origins: readonly string[]): RequestHandler {
  const allowed = new Set(origins);
  return ({ method, headers }, response, next) => {
    if (allowed.size > 0) response.vary('Origin');
    const isAllowed = headers.origin !== undefined && allowed.has(headers.origin);
    if (isAllowed) {
      response.setHeader('access-control-allow-origin', headers.origin ?? '');
      response.setHeader('access-control-expose-headers', EXPOSED_HEADERS);
    }
    const isPreflight = method === 'OPTIONS' && headers['access-control-request-method'] !== undefined;
    if (isAllowed && isPreflight) response.writeHead(204, preflight).end();
    else next();
  };
}
