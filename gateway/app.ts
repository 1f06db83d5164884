import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import { type Admission, admission } from '../kit/admission.js';
import { registry } from '../kit/registry.js';
import type { Identity } from '../kit/identity.js';
import type { Log } from '../kit/log.js';
import { httpRoute } from '../kit/metrics.js';
import type { Settings } from '../kit/settings.js';
import type { Caller } from './rest/call.js';
import { createLimits } from './rest/limits.js';
import { Problem, problemOf, sendProblem } from './rest/problem.js';
import { requestIdOf, setRequestId, traitsOf } from './rest/request-id.js';
import { restHandler } from './rest/routes.js';
import { apiDocuments } from './docs/documents.js';
import { clientConfiguration } from './web/configuration.js';
import { cors } from './web/cors.js';
import type { WebFile } from './web/files.js';
import { apiHeaders, pageHeaders } from './web/security.js';
import { webClient } from './web/static.js';

type AppOptions = {
  readonly settings: Settings;
  readonly identity: Identity;
  readonly log: Log;
  readonly callerFor: (service: string) => Caller;
  readonly files: ReadonlyMap<string, WebFile>;
};

/** Everything HTTP: the API, its documents, and the web client. */
export function createApp({ settings, identity, log, callerFor, files }: AppOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', false);
  // Proxies in front stand in private networks; the address that counts is the last one before them.
  app.set('trust proxy', ['loopback', 'linklocal', 'uniquelocal']);

  const gate = admission('gateway', settings.requestsAtOnce);
  app.use(withRequestId, cors(settings.corsOrigins), turningAway(gate));
  const limits = createLimits(settings.rateLimitPerMinute);
  app.use('/v1', apiHeaders(settings), restHandler({ ...settings, registry, identity, limits, gate, log, callerFor }));
  app.use(counted, pageHeaders(settings), apiDocuments(settings), clientConfiguration(settings), webClient(files));
  app.use(nothingHere);
  app.use(answerProblem(settings.publicUrl, log));
  return app;
}

const withRequestId: RequestHandler = (request, response, next) => {
  setRequestId(request, response);
  next();
};

/** First of all: a no is worth little if it costs as much as a yes. */
const turningAway =
  (gate: Admission): RequestHandler =>
  (_request, _response, next) => {
    gate.check();
    next();
  };

const recordWeb = httpRoute('web', 'any');

/** Documents and files together are one route to the metrics; the methods of the API count themselves. */
const counted: RequestHandler = (_request, response, next) => {
  const started = performance.now();
  response.once('close', () => recordWeb(response.statusCode, (performance.now() - started) / 1000));
  next();
};

const nothingHere: RequestHandler = () => {
  throw new Problem(404, 'NO_SUCH_PATH', 'Nothing is at this path.');
};

function answerProblem(publicUrl: string, log: Log): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    const requestId = requestIdOf(response);
    const problem = problemOf(error);
    if (problem.status === 500) log.error({ err: error, ...traitsOf(response) }, `${request.method} ${request.path} failed`);
    sendProblem(response, problem, { requestId, publicUrl });
  };
}
