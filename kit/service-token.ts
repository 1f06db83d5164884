import { decodeJwt } from 'jose';
import { z } from 'zod';
import { unavailable } from './errors.js';

const Answer = z.object({ access_token: z.string(), expires_in: z.number() });

type Options = { realmUrl: string; clientId: string; clientSecret: string };
type Token = { value: string; renewAt: number; endsAt: number };

/**
 * The token by which this process itself calls other services: client credentials (RFC 6749, 4.4). It is renewed before it
 * ends, by one request at a time; while the identity provider is away the last one serves to its end.
 */
export function serviceToken({ realmUrl, clientId, clientSecret }: Options): () => Promise<string> {
  let current: Token | undefined;
  let renewing: Promise<Token> | undefined;

  async function renew(): Promise<Token> {
    const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret });
    const asked = performance.now();
    const answer = await fetch(`${realmUrl}/protocol/openid-connect/token`, {
      method: 'POST',
      body,
      signal: AbortSignal.timeout(5_000),
    })
      .then(async (response) => ({ status: response.status, text: await response.text() }))
      .catch((error: unknown) => {
        throw unavailable('IDENTITY_PROVIDER_AWAY', `The identity provider does not answer: ${String(error)}`);
      });
    if (answer.status !== 200)
      throw unavailable(
        'SERVICE_TOKEN_REFUSED',
        `The identity provider gave the client ${clientId} no token (${answer.status}).`,
      );
    const { access_token, expires_in } = read(answer.text);
    if (!isOfService(access_token))
      throw unavailable('SERVICE_TOKEN_REFUSED', `The client ${clientId} does not have the role "service" yet.`);
    current = { value: access_token, renewAt: asked + expires_in * 800, endsAt: asked + expires_in * 1000 };
    return current;
  }

  return async () => {
    if (current && performance.now() < current.renewAt) return current.value;
    renewing ??= renew().finally(() => (renewing = undefined));
    try {
      return (await renewing).value;
    } catch (error) {
      if (current && performance.now() < current.endsAt) return current.value;
      throw error;
    }
  };
}

const Claims = z.object({ realm_access: z.object({ roles: z.array(z.string()) }) });

/**
 * While the realm is being set up, the client is there a moment before its role. A token of that moment would be refused by
 * every service, and serve for minutes.
 */
function isOfService(token: string): boolean {
  try {
    return Claims.parse(decodeJwt(token)).realm_access.roles.includes('service');
  } catch {
    return false;
  }
}

function read(text: string): z.output<typeof Answer> {
  try {
    return Answer.parse(JSON.parse(text));
  } catch {
    throw unavailable('IDENTITY_PROVIDER_AWAY', 'The identity provider answered with something else than a token.');
  }
}
