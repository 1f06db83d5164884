import type { Request, Response } from 'express';
import { type DescMessage, type FileRegistry, ScalarType } from '@bufbuild/protobuf';
import { Status } from 'nice-grpc-common';
import type { Admission } from '../../kit/admission.js';
import { Refusal } from '../../kit/errors.js';
import type { Identity } from '../../kit/identity.js';
import type { Log } from '../../kit/log.js';
import { httpRoute } from '../../kit/metrics.js';
import { type Binding, bindingsOf, type Verb } from '../contract/bindings.js';
import { rulesOf } from '../contract/rules.js';
import { type Answerer, answererOf } from './answer.js';
import { readJson } from './body.js';
import type { Caller } from './call.js';
import type { Limits } from './limits.js';
import { Problem } from './problem.js';
import { requestReader } from './request.js';
import { requestIdOf, setActor, traitsOf } from './request-id.js';
import { routeTree } from './route-tree.js';
import { fieldNamed } from './violations.js';

type Route = {
  readonly binding: Binding;
  readonly path: string;
  readonly bodyLimit: number;
  /** Whether each request carries an id by which its service knows it again. */
  readonly isNamed: boolean;
  readonly read: ReturnType<typeof requestReader>;
  readonly answer: Answerer;
  readonly caller: Caller;
  readonly record: ReturnType<typeof httpRoute>;
};

export type RestOptions = {
  readonly registry: FileRegistry;
  readonly identity: Identity;
  readonly limits: Limits;
  readonly bodyLimitBytes: number;
  readonly uploadLimitBytes: number;
  readonly gate: Admission;
  readonly log: Log;
  /** Who calls the services of a package, e.g. "tasks". */
  readonly callerFor: (service: string) => Caller;
};

/** Answers every method of the contract that has an HTTP rule. Failures are thrown, as Problem or Refusal. */
export function restHandler(options: RestOptions): (request: Request, response: Response) => Promise<void> {
  const tree = routeTree<Route>();
  for (const binding of bindingsOf(options.registry)) tree.add(binding.template, binding.verb, routeOf(binding, options));
  const unknown = httpRoute('unknown', 'any');

  return async (request, response) => {
    const started = performance.now();
    let record = unknown;
    response.once('close', () => {
      const seconds = (performance.now() - started) / 1000;
      record(response.statusCode, seconds);
      // Without the query, in which words may stand that somebody looks for.
      options.log.debug({ ...traitsOf(response), status: response.statusCode, seconds }, `${request.method} ${pathOf(request)}`);
    });

    const { routes, values } = find(tree, request);
    const route = routeFor(request, response, routes);
    if (!route) return;
    record = route.record;
    const token = await authenticate(request, response, options);
    const body = await readJson(request, route.bodyLimit);
    const bytes = route.read({ values, url: request.originalUrl, headers: request.headers, body });
    const isRead = route.binding.verb === 'get';
    // Only now: a client that is slow to send its request takes the room of nobody.
    const leave = options.gate.enter();
    const isRepeatable = isRead || route.isNamed;
    const id = requestIdOf(response);
    const calling = route.caller.call(route.path, bytes, { token, requestId: id, isRead, isRepeatable, client: response });
    const answer = await calling.finally(leave);
    route.answer(answer, request.headers, response);
  };
}

function routeOf(binding: Binding, { bodyLimitBytes, uploadLimitBytes, callerFor }: RestOptions): Route {
  const { method, template, verb } = binding;
  const service = method.parent;
  const [, name = ''] = service.typeName.split('.');
  return {
    binding,
    path: `/${service.typeName}/${method.name}`,
    bodyLimit: bodyLimitBytes + base64Length(Math.min(uploadLimitBytes, bytesIn(method.input))),
    isNamed: fieldNamed(method.input, 'request_id') !== undefined,
    read: requestReader(binding),
    answer: answererOf(method.output),
    caller: callerFor(name),
    record: httpRoute(template, verb.toUpperCase()),
  };
}

const pathOf = ({ originalUrl }: Pick<Request, 'originalUrl'>): string => originalUrl.split('?', 1)[0] ?? '';

/** How many bytes the files in a message may have, by its rules; they travel in base64. */
function bytesIn({ fields }: DescMessage): number {
  const files = fields.filter((field) => field.scalar === ScalarType.BYTES);
  return files.reduce((sum, field) => sum + (rulesOf(field).value.maxLen ?? 0), 0);
}

const base64Length = (bytes: number): number => Math.ceil(bytes / 3) * 4;

function find(
  tree: ReturnType<typeof routeTree<Route>>,
  { originalUrl }: Request,
): { routes: ReadonlyMap<Verb, Route>; values: readonly string[] } {
  try {
    const match = tree.find(pathOf({ originalUrl }));
    if (match) return match;
  } catch (error) {
    if (error instanceof URIError) throw new Problem(400, 'MALFORMED_PATH', 'The path is not percent-encoded UTF-8.');
    throw error;
  }
  throw new Problem(404, 'NO_SUCH_PATH', 'Nothing is at this path.');
}

const verbs: Readonly<Record<string, Verb>> = {
  GET: 'get',
  HEAD: 'get',
  PUT: 'put',
  POST: 'post',
  DELETE: 'delete',
  PATCH: 'patch',
};

/** Undefined where the request only asked what can be done here. */
function routeFor(request: Request, response: Response, routes: ReadonlyMap<Verb, Route>): Route | undefined {
  const verb = verbs[request.method];
  const route = verb && routes.get(verb);
  if (route) return route;
  const allow = [...routes.keys(), ...(routes.has('get') ? ['head'] : []), 'options'].join(', ').toUpperCase();
  if (request.method !== 'OPTIONS')
    throw new Problem(405, 'METHOD_NOT_ALLOWED', `Here can be done: ${allow}.`, { headers: { allow } });
  response.writeHead(204, { allow }).end();
  return undefined;
}

async function authenticate(request: Request, response: Response, { identity, limits }: RestOptions): Promise<string> {
  const [, token = ''] = /^Bearer +([\w.~+/=-]+)$/i.exec(request.headers.authorization ?? '') ?? [];
  try {
    const { user } = await identity.verify(token);
    setActor(response, user);
    await limits.person(user, request, response);
    return token;
  } catch (error) {
    if (error instanceof Refusal && error.code === Status.UNAUTHENTICATED) await limits.stranger(request, response);
    throw error;
  }
}
