import { z } from 'zod';

export type Place = { apiUrl: string; keycloakUrl: string; realm: string };

/** What of an answer the sample needs; identifiers are strings in JSON, since they are 64 bits wide. */
const Answer = z.object({
  id: z.string().default(''),
  version: z.string().default(''),
  email: z.string().default(''),
  state: z.string().default(''),
  failed: z.number().default(0),
  createdAt: z.string().default(''),
  employees: z.array(z.object({ id: z.string(), email: z.string() })).default([]),
});
export type Answer = z.infer<typeof Answer>;

const Problem = z.object({ reason: z.string().default(''), detail: z.string().default('') });
const Token = z.object({ access_token: z.string() });

/** Reasons that pass: another process has not heard of somebody yet, or somebody is still starting. */
const PASSING = new Set(['UNKNOWN_PERSON', 'UNKNOWN_DEPARTMENT', 'KEYCLOAK_AWAY', 'STORAGE_AWAY']);
const PATIENCE_MILLISECONDS = 60_000;

/** One of the sample people, calling the public API with a token of their own. */
export type Person = {
  get(path: string): Promise<Answer>;
  /** `key` makes the call harmless to repeat: with the same key and body the first answer comes again. */
  post(path: string, key: string, body: object): Promise<Answer>;
  patch(path: string, key: string, body: object): Promise<Answer>;
};

/** Signs in by the direct grant that only a development realm has. */
export async function signIn(login: string, place: Place): Promise<Person> {
  const token = await tokenOf(login, place);

  async function call(method: string, path: string, headers: Record<string, string>, body?: object): Promise<Answer> {
    const began = performance.now();
    for (;;) {
      const response = await fetch(`${place.apiUrl}${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
        ...(body && { body: JSON.stringify(body) }),
      });
      const answer: unknown = await response.json();
      if (response.ok) return Answer.parse(answer);
      const { reason, detail } = Problem.parse(answer);
      const passing = PASSING.has(reason) || response.status === 503;
      if (!passing || performance.now() - began > PATIENCE_MILLISECONDS)
        throw new Error(`${login} could not ${method} ${path}: ${response.status} ${reason} ${detail}`);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  return {
    get: (path) => call('GET', path, {}),
    post: (path, key, body) => call('POST', path, { 'idempotency-key': `sample/${key}` }, body),
    patch: (path, key, body) => call('PATCH', path, { 'idempotency-key': `sample/${key}` }, body),
  };
}

async function tokenOf(login: string, { keycloakUrl, realm }: Place): Promise<string> {
  const body = new URLSearchParams({ grant_type: 'password', client_id: 'atrium-cli', username: login, password: 'atrium' });
  const response = await fetch(`${keycloakUrl}/realms/${realm}/protocol/openid-connect/token`, { method: 'POST', body });
  if (!response.ok) throw new Error(`${login} cannot sign in to the realm ${realm}: ${response.status} ${await response.text()}`);
  return Token.parse(await response.json()).access_token;
}
