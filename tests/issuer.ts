import { createServer } from 'node:http';
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { listening } from './listening.js';

export type Claims = {
  sub: string;
  roles?: string[];
  email?: string;
  given_name?: string;
  family_name?: string;
  locale?: string;
};

/** An identity provider as far as services see one: it publishes keys, and signs tokens with the newest. */
export async function testIssuer() {
  let keys: { kid: string; jwk: object; privateKey: CryptoKey }[] = [];
  const rotate = async ({ keepOld = false } = {}) => {
    const { publicKey, privateKey } = await generateKeyPair('RS256');
    const kid = crypto.randomUUID();
    keys = [
      { kid, jwk: { ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' }, privateKey },
      ...(keepOld ? keys : []),
    ];
  };
  await rotate();

  const server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    if (request.url?.endsWith('/certs')) return response.end(JSON.stringify({ keys: keys.map(({ jwk }) => jwk) }));
    void token({ sub: 'atrium-service', roles: ['service'] }).then((access_token) =>
      response.end(JSON.stringify({ access_token, expires_in: 300 })),
    );
  });
  const { port, close } = await listening(server);
  const url = `http://127.0.0.1:${port}`;
  const issuer = `${url}/realms/atrium`;

  type Overrides = { issuer?: string; audience?: string; expiresIn?: number; key?: CryptoKey };

  async function token({ sub, roles = ['employee'], ...claims }: Claims, overrides: Overrides = {}): Promise<string> {
    const [newest] = keys;
    if (!newest) throw new Error('The issuer has no key.');
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT({ ...claims, realm_access: { roles } })
      .setProtectedHeader({ alg: 'RS256', kid: newest.kid })
      .setSubject(sub)
      .setIssuer(overrides.issuer ?? issuer)
      .setAudience(overrides.audience ?? 'atrium-api')
      .setIssuedAt(now)
      .setExpirationTime(now + (overrides.expiresIn ?? 300))
      .sign(overrides.key ?? newest.privateKey);
  }

  return { url, issuer, token, rotate, close };
}

export type TestIssuer = Awaited<ReturnType<typeof testIssuer>>;
