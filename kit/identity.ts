import { createHash } from 'node:crypto';
import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from 'jose';
import { z } from 'zod';
import { type Refusal, unauthenticated, unavailable } from './errors.js';

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
  /** Throws UNAUTHENTICATED with reason TOKEN_MISSING, TOKEN_EXPIRED or TOKEN_INVALID; UNAVAILABLE where keys cannot be had. */
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
};

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

/**
 * Verifies access tokens (RFC 9068 in spirit: issuer, audience, signature, expiry). A token is verified once, then
 * remembered by its hash until it expires; keys are cached and asked for again when a token names an unknown one.
 */
export function identity({ issuer, keysUrl, audience, remember = 20_000, cooldown = 5_000 }: Options): Identity {
  const keys = createRemoteJWKSet(new URL(keysUrl), { cooldownDuration: cooldown, timeoutDuration: 5_000 });
  const known = new Map<string, Caller>();

  async function check(token: string): Promise<Caller> {
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer,
        audience,
        algorithms: ALGORITHMS,
        requiredClaims: ['sub', 'exp'],
      });
      return callerOf(payload);
    } catch (error) {
      throw refusalOf(error);
    }
  }

  return {
    async verify(token) {
      if (!token) throw unauthenticated('TOKEN_MISSING', 'Sign in first: the request carries no bearer token.');
      const hash = createHash('sha256').update(token).digest('base64');
      const remembered = known.get(hash);
      if (remembered) {
        if (remembered.expiresAt.getTime() > Date.now()) return remembered;
        known.delete(hash);
        throw unauthenticated('TOKEN_EXPIRED', 'The token has expired.');
      }
      const caller = await check(token);
      if (known.size >= remember) for (const oldest of [...known.keys()].slice(0, remember / 10)) known.delete(oldest);
      known.set(hash, caller);
      return caller;
    },
  };
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

function refusalOf(error: unknown): Refusal {
  if (error instanceof errors.JWTExpired) return unauthenticated('TOKEN_EXPIRED', 'The token has expired.');
  const keysAway =
    error instanceof errors.JWKSTimeout ||
    (error instanceof errors.JOSEError && error.code === 'ERR_JOSE_GENERIC') ||
    error instanceof TypeError;
  if (keysAway) return unavailable('KEYS_AWAY', 'The identity provider does not answer, so the token cannot be verified now.');
  return unauthenticated('TOKEN_INVALID', 'The token is not one of this installation, or is broken.');
}
