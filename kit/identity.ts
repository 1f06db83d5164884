import { hash } from 'node:crypto';
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  customFetch,
  errors,
  type JWTPayload,
  type JWTVerifyGetKey,
  jwtVerify,
} from 'jose';
import { Status } from 'nice-grpc-common';
import { z } from 'zod';
import { Refusal, unauthenticated, unavailable } from './errors.js';

/** Who a verified token speaks for. */
export type Caller = {
  /** The OIDC subject. */
  user: string;
  /** Realm roles that Atrium knows: "admin", "employee", "guest", "service". */
  roles: string[];
  expiresAt: Date;
  email?: string | undefined;
  login?: string | undefined;
  firstName?: string | undefined;
  lastName?: string | undefined;
  locale?: string | undefined;
};

export type Identity = {
  /**
   * Throws UNAUTHENTICATED with reason TOKEN_MISSING, TOKEN_EXPIRED or TOKEN_INVALID; PERMISSION_DENIED NO_ROLE for people of
   * the realm who have no role here; UNAVAILABLE where keys cannot be had.
   */
  verify(token: string | undefined): Promise<Caller>;
};

type Options = {
  /** The issuer that tokens must name: the realm under the identity provider's public address. */
  issuer: string;
  /** Where its keys are read: the realm under the address this process reaches. */
  keysUrl: string;
  audience: string;
  /** How many verified tokens are remembered. */
  remember?: number;
  /** How soon unknown keys may make it ask for the keys again, in milliseconds. */
  cooldown?: number;
  /** After how many milliseconds it asks for the keys again anyway. */
  fresh?: number;
};

/** Only signatures by private keys: a secret shared with the identity provider would be one more to steal. */
const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA'];
const KNOWN_ROLES = new Set(['admin', 'employee', 'guest', 'service']);

const Claims = z.object({
  sub: z.string().min(1).max(64),
  exp: z.number(),
  realm_access: z.object({ roles: z.array(z.string()) }).optional(),
  email: z.string().optional(),
  preferred_username: z.string().optional(),
  given_name: z.string().optional(),
  family_name: z.string().optional(),
  locale: z.string().optional(),
});

/** The keys cannot be had: nothing can be said about the token. */
class KeysAway extends Error {}

type Verified = { caller: Caller; key: string | undefined };

/**
 * Verifies access tokens (RFC 9068 in spirit: issuer, audience, signature, expiry). A token is verified once, then
 * remembered by its hash until it expires or its key is no longer published; keys are cached and asked for again when a
 * token names an unknown one.
 */
export function identity({ issuer, keysUrl, audience, remember = 20_000, cooldown = 5_000, fresh = 600_000 }: Options): Identity {
  const keys = createRemoteJWKSet(new URL(keysUrl), {
    cooldownDuration: cooldown,
    cacheMaxAge: fresh,
    timeoutDuration: 5_000,
    [customFetch]: fetchKeys,
  });
  // In the order in which they were verified, which is about that in which they expire.
  const known = new Map<string, Verified>();
  let published = '';
  /** Until when the keys are not asked for again, by this process's monotonic clock. */
  let awayUntil = 0;

  /** The key of a token. While the identity provider is away, those that it has last published serve, however old they are. */
  const keyOf: JWTVerifyGetKey = async (header, token) => {
    try {
      if (performance.now() < awayUntil) throw new KeysAway('They could not be had a moment ago.');
      return await keys(header, token);
    } catch (error) {
      const last = keys.jwks();
      if (!last || !isKeysAway(error)) throw error;
      if (performance.now() >= awayUntil) awayUntil = performance.now() + cooldown;
      return createLocalJWKSet(last)(header, token).catch(() => {
        throw error;
      });
    }
  };

  async function check(token: string): Promise<Verified> {
    try {
      const options = { issuer, audience, algorithms: ALGORITHMS, requiredClaims: ['sub', 'exp'] };
      const { payload, protectedHeader } = await jwtVerify(token, keyOf, options);
      return { caller: callerOf(payload), key: protectedHeader.kid };
    } catch (error) {
      throw refusalOf(error);
    } finally {
      forgetWithdrawnKeys();
    }
  }

  function forgetWithdrawnKeys(): void {
    const ids = keys.jwks()?.keys.map(({ kid }) => kid) ?? [];
    if (ids.join() === published) return;
    published = ids.join();
    for (const [digest, { key }] of known) if (!ids.includes(key)) known.delete(digest);
  }

  function makeRoom(): void {
    const now = Date.now();
    for (const [digest, { caller }] of known) {
      if (known.size < remember && caller.expiresAt.getTime() > now) return;
      known.delete(digest);
    }
  }

  return {
    async verify(token) {
      if (!token) throw unauthenticated('TOKEN_MISSING', 'Sign in first: the request carries no bearer token.');
      const digest = hash('sha256', token, 'base64');
      const remembered = known.get(digest);
      if (remembered) {
        if (remembered.caller.expiresAt.getTime() > Date.now()) return withRole(remembered.caller);
        known.delete(digest);
        throw expired();
      }
      const verified = await check(token);
      makeRoom();
      known.set(digest, verified);
      return withRole(verified.caller);
    },
  };
}

async function fetchKeys(...[url, options]: Parameters<typeof fetch>): Promise<Response> {
  const answer = await fetch(url, options).catch((error: unknown) => {
    throw new KeysAway(String(error));
  });
  if (answer.status !== 200) throw new KeysAway(`The keys were answered with ${answer.status}.`);
  return answer;
}

function callerOf(payload: JWTPayload): Caller {
  const claims = Claims.parse(payload);
  return {
    user: claims.sub,
    roles: (claims.realm_access?.roles ?? []).filter((role) => KNOWN_ROLES.has(role)),
    expiresAt: new Date(claims.exp * 1000),
    email: claims.email,
    login: claims.preferred_username,
    firstName: claims.given_name,
    lastName: claims.family_name,
    locale: claims.locale,
  };
}

/** A realm may be older than Atrium, and hold people who have no business here: nobody knows of them until they are given a role. */
function withRole(caller: Caller): Caller {
  if (caller.roles.length > 0) return caller;
  throw new Refusal(Status.PERMISSION_DENIED, 'NO_ROLE', 'This account has no role in Atrium. An administrator can give it one.');
}

const expired = (): Refusal => unauthenticated('TOKEN_EXPIRED', 'The token has expired.');

/** What jose throws where the answer to the request for keys was late, no JSON or no keys. */
const isKeysAway = (error: unknown): boolean =>
  error instanceof KeysAway ||
  error instanceof errors.JWKSTimeout ||
  error instanceof errors.JWKSInvalid ||
  (error instanceof errors.JOSEError && error.code === 'ERR_JOSE_GENERIC');

function refusalOf(error: unknown): Refusal {
  if (error instanceof errors.JWTExpired) return expired();
  if (isKeysAway(error))
    return unavailable('KEYS_AWAY', 'The identity provider does not answer, so the token cannot be verified now.');
  return unauthenticated('TOKEN_INVALID', 'The token is not one of this installation, or is broken.');
}
