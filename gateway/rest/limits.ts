import type { Request, RequestHandler, Response } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { Problem } from './problem.js';

/** Counts requests in this replica; rejects with 429 once there were too many within a minute. */
export type Limit = (key: string, request: Request, response: Response) => Promise<void>;

export type Limits = {
  /** Of a person, wherever they sign in from. */
  readonly person: Limit;
  /** Of an address that shows no valid token: who guesses tokens is stopped, a whole office behind one address is not. */
  readonly stranger: (request: Request, response: Response) => Promise<void>;
};

export function createLimits(perMinute: number): Limits {
  const person = limit(perMinute);
  const stranger = limit(perMinute);
  return { person, stranger: (request, response) => stranger(ipKeyGenerator(request.ip ?? ''), request, response) };
}

function limit(perMinute: number): Limit {
  const keys = new WeakMap<Request, string>();
  const count: RequestHandler = rateLimit({
    windowMs: 60_000,
    limit: perMinute,
    standardHeaders: 'draft-6',
    legacyHeaders: false,
    keyGenerator: (request) => keys.get(request) ?? '',
    handler: (_request, _response, next) => {
      next(new Problem(429, 'RATE_LIMITED', `There were more than ${perMinute} requests within a minute.`));
    },
  });
  return (key, request, response) => {
    keys.set(request, key);
    return new Promise((resolve, reject) => {
      const next = (error?: unknown) =>
        error === undefined ? resolve() : reject(error instanceof Error ? error : new Error('The request could not be counted.'));
      void count(request, response, next);
    });
  };
}
