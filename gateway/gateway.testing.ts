import { createServer } from 'node:http';
import { type DescMethod, fromBinary, fromJson, type JsonObject, toBinary, toJson } from '@bufbuild/protobuf';
import {
  Metadata,
  Server,
  ServerCredentials,
  type ServerUnaryCall,
  type ServiceError,
  type sendUnaryData,
  status,
  type UntypedHandleCall,
} from '@grpc/grpc-js';
import { Refusal } from '../kit/errors.js';
import { identity } from '../kit/identity.js';
import { createLog } from '../kit/log.js';
import { isObject } from './rest/violations.js';
import { registry } from '../kit/registry.js';
import { readSettings, type Settings } from '../kit/settings.js';
import { DETAILS, encodeDetails } from '../kit/status-details.js';
import { testIssuer } from '../tests/issuer.js';
import { listening } from '../tests/listening.js';
import { createApp } from './app.js';
import { callerOf } from './rest/call.js';
import type { WebFile } from './web/files.js';

export type Call = { method: string; request: JsonObject; headers: Record<string, string>; cancelled: Promise<void> };
/** What a service answers to a call, as JSON; a thrown Refusal travels as services send it. */
export type Handler = (call: Call) => JsonObject | Promise<JsonObject>;

/** A request, with JSON instead of a body where it is given. */
type FetchOptions = { method?: string; json?: unknown; body?: string | Buffer; headers?: Record<string, string> };

type Options = { handler?: Handler; env?: Record<string, string>; files?: ReadonlyMap<string, WebFile> };

/** The whole HTTP side of the gateway before a real gRPC server whose methods are all answered by one function. */
export async function testGateway({ handler = () => ({}), env = {}, files = new Map() }: Options = {}) {
  const issuer = await testIssuer();
  const services = await grpcServer(handler);
  const lines: string[] = [];
  const log = createLog({ level: 'info', development: false }, { write: (line: string) => void lines.push(line) });
  const settings: Settings = readSettings({ ATRIUM_DEVELOPMENT: 'true', KEYCLOAK_URL: issuer.url, ...env });
  const verifier = identity({
    issuer: issuer.issuer,
    keysUrl: `${issuer.issuer}/protocol/openid-connect/certs`,
    audience: 'atrium-api',
    cooldown: 0,
  });
  const caller = callerOf(`127.0.0.1:${services.port}`);
  const app = createApp({ settings, identity: verifier, log, callerFor: () => caller, files });
  const server = createServer(app);
  const { port, close } = await listening(server);
  const url = `http://127.0.0.1:${port}`;
  const token = await issuer.token({ sub: 'anna' });

  return {
    url,
    issuer,
    token,
    server,
    settings,
    identity: verifier,
    calls: services.calls,
    logged: () => lines.join(''),
    /** A request by anna. */
    fetch(path: string, { json, body, method, headers }: FetchOptions = {}): Promise<Response> {
      const isJson = json !== undefined;
      return fetch(`${url}${path}`, {
        method: method ?? (isJson ? 'POST' : 'GET'),
        redirect: 'manual',
        headers: { authorization: `Bearer ${token}`, ...(isJson && { 'content-type': 'application/json' }), ...headers },
        body: isJson ? JSON.stringify(json) : (body ?? null),
      });
    },
    stopServices: services.stop,
    async close() {
      caller.close();
      await close();
      services.stop();
      await issuer.close();
    },
  };
}

async function grpcServer(handler: Handler) {
  const server = new Server();
  const calls: Call[] = [];
  for (const service of registry) {
    if (service.kind !== 'service' || !service.typeName.startsWith('atrium.')) continue;
    const methods = service.methods.filter((method) => method.methodKind === 'unary');
    if (methods.length === 0) continue;
    const definitions = Object.fromEntries(methods.map((method) => [method.name, definitionOf(method)]));
    server.addService(
      definitions,
      Object.fromEntries(methods.map((method) => [method.name, implementation(method, handler, calls)])),
    );
  }
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  return { port, calls, stop: () => server.forceShutdown() };
}

function definitionOf(method: DescMethod) {
  const same = (bytes: Buffer) => bytes;
  return {
    path: `/${method.parent.typeName}/${method.name}`,
    requestStream: false,
    responseStream: false,
    requestSerialize: same,
    requestDeserialize: same,
    responseSerialize: same,
    responseDeserialize: same,
  };
}

function implementation({ name, input, output }: DescMethod, handler: Handler, calls: Call[]): UntypedHandleCall {
  const handle = async (bytes: Buffer, metadata: Metadata, cancelled: Promise<void>): Promise<Buffer> => {
    const request = toJson(input, fromBinary(input, bytes));
    const headers = Object.fromEntries(Object.entries(metadata.getMap()).map(([key, value]) => [key, value.toString()]));
    const call = { method: name, request: isObject(request) ? request : {}, headers, cancelled };
    calls.push(call);
    return Buffer.from(toBinary(output, fromJson(output, await handler(call))));
  };
  return (call: ServerUnaryCall<Buffer, Buffer>, callback: sendUnaryData<Buffer>) => {
    const cancelled = new Promise<void>((resolve) => call.once('cancelled', () => resolve()));
    handle(call.request, call.metadata, cancelled).then(
      (answer) => callback(null, answer),
      (error: unknown) => callback(serviceError(error)),
    );
  };
}

/** A Refusal with its details, as services answer it; anything else as a service that has lost control of itself. */
function serviceError(error: unknown): ServiceError {
  const metadata = new Metadata();
  if (error instanceof Refusal) metadata.set(DETAILS, Buffer.from(encodeDetails(error, 'tasks.atrium')));
  const details = error instanceof Error ? error.message : 'unknown';
  const code = Object.values(status).find((known) => error instanceof Refusal && String(known) === String(error.code));
  return Object.assign(new Error(details), { code: typeof code === 'number' ? code : status.UNKNOWN, details, metadata });
}
