import { z } from 'zod';
import { unavailable } from './errors.js';

const Answer = z.object({ access_token: z.string(), expires_in: z.number() });

type Options = { realmUrl: string; clientId: string; clientSecret: string };

/** The token by which this process itself calls other services: client credentials (RFC 6749, 4.4), renewed before it ends. */
export function serviceToken({ realmUrl, clientId, clientSecret }: Options): () => Promise<string> {
  let token: Promise<{ value: string; renewAt: number }> | undefined;

  async function ask(): Promise<{ value: string; renewAt: number }> {
    const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret });
    const response = await fetch(`${realmUrl}/protocol/openid-connect/token`, {
      method: 'POST',
      body,
      signal: AbortSignal.timeout(5_000),
    }).catch((error: unknown) => {
      throw unavailable('IDENTITY_PROVIDER_AWAY', `The identity provider does not answer: ${String(error)}`);
    });
    if (!response.ok)
      throw unavailable(
        'SERVICE_TOKEN_REFUSED',
        `The identity provider gave the client ${clientId} no token (${response.status}).`,
      );
    const { access_token, expires_in } = Answer.parse(await response.json());
    return { value: access_token, renewAt: performance.now() + expires_in * 800 };
  }

  return async () => {
    const current = await token?.catch(() => undefined);
    if (current && performance.now() < current.renewAt) return current.value;
    token = ask();
    return (await token).value;
  };
}
