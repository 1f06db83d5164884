import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { registry } from '../../kit/registry.js';
import { openApi } from '../../gateway/openapi.js';
import { type RightsCompany, rightsCompany } from '../rights/company.js';
import { stageOf } from '../rights/stage.js';
import { breaches } from './breaches.js';
import { type Operation, readDocument } from './document.js';
import { encoded, type FuzzRequest, requestsOf } from './requests.js';

/** The same requests each time; another seed, or more of them, where somebody searches. */
const SEED = Number(process.env.FUZZ_SEED ?? 20_261_126);
const RUNS = Number(process.env.FUZZ_RUNS ?? 12);

const document = readDocument(openApi(registry, { publicUrl: 'http://localhost', issuer: 'http://localhost', version: '1' }));

let company: RightsCompany;
let url: string;
let tokens: string[];
beforeAll(async () => {
  company = await rightsCompany({ withGateway: true });
  url = `http://127.0.0.1:${company.process.settings.port}`;
  const { token } = company.process.issuer;
  tokens = [
    await token({ sub: 'anna', roles: ['admin'] }, { expiresIn: 3_600 }),
    await token({ sub: 'chen' }, { expiresIn: 3_600 }),
    await token({ sub: 'gleb', roles: ['guest'] }, { expiresIn: 3_600 }),
  ];
  const stage = stageOf(company);
  for (let count = 0; count < 4; count++) await Promise.all([stage.task(), stage.view(true), stage.invitation()]);
  await Promise.all([stage.import(), stage.pictures(), stage.notification()]);
});
afterAll(() => company.process.stop());

test('the document that is served is the one whose operations are tried', async () => {
  const served = readDocument(await (await fetch(`${url}/openapi.json`)).json());
  expect(served.operations.map(({ operationId }) => operationId)).toEqual(
    document.operations.map(({ operationId }) => operationId),
  );
});

/** What an answer must not tell of the inside: places in the code, drivers, hosts. */
const inside = /\bat \S+ \(|\.[jt]s:\d+|node_modules|Mongo|E11000|ECONN|127\.0\.0\.1:|kafka|TypeError|Cannot read prop/i;

async function send({ verb }: Operation, { path, query, headers, body }: FuzzRequest, token: string): Promise<Response> {
  const search = query.map(([name, value]) => `${encoded(name)}=${encoded(value)}`).join('&');
  return fetch(`${url}${path}${search && `?${search}`}`, {
    method: verb.toUpperCase(),
    headers: { ...headers, authorization: `Bearer ${token}`, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(verb !== 'get' && body !== undefined && { body }),
  });
}

/** All that is wrong with an answer. */
async function faults(operation: Operation, response: Response): Promise<string[]> {
  const { status } = response;
  const type = response.headers.get('content-type') ?? '';
  const told = response.headers.get('x-content-type-options') === 'nosniff' ? [] : ['the type may be guessed'];
  if (!response.headers.get('x-request-id')) told.push('there is no request id');
  if (status === 304) return told;
  if (!Object.hasOwn(operation.responses, String(status))) told.push(`${status} is not in the document`);
  if (status >= 500) told.push(`${status}`);
  if (status < 400 && !type.startsWith('application/json')) return told;
  const text = await response.text();
  if (inside.test(text.replace(/"instance".*/, '')) && status >= 400) told.push(`it tells of the inside: ${text}`);
  const problem = { $ref: '#/components/schemas/Problem' };
  if (status >= 400 && type !== 'application/problem+json') told.push(`a failure is ${type}`);
  const schema = status >= 400 ? problem : operation.responses[status]?.content?.['application/json']?.schema;
  return [...told, ...(schema ? breaches(JSON.parse(text), schema, document.resolve) : [`there is no schema for ${status}`])];
}

describe('whatever is sent, the answer is one of those in the document, and no failure of the server', () => {
  test.each(document.operations.map((operation) => [operation.operationId, operation] as const))(
    '%s',
    { timeout: 120_000 },
    async (_, operation) => {
      let turn = 0;
      await fc.assert(
        fc.asyncProperty(requestsOf(operation, document), async (request) => {
          const token = tokens[turn++ % tokens.length] ?? '';
          const response = await send(operation, request, token);
          expect(await faults(operation, response)).toEqual([]);
        }),
        { seed: SEED, numRuns: RUNS, endOnFailure: true },
      );
    },
  );
});
