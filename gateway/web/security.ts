import type { RequestHandler } from 'express';
import helmet from 'helmet';

export type SecurityOptions = {
  /** Where browsers reach Atrium, and where they reach the identity provider. */
  readonly publicUrl: string;
  readonly keycloakPublicUrl: string;
};

/** What browsers are told to refuse on our pages: scripts and styles that are not ours, foreign frames, foreign requests. */
export function pageHeaders({ publicUrl, keycloakPublicUrl }: SecurityOptions): RequestHandler {
  const encrypted = isEncrypted(publicUrl);
  const identityProvider = new URL(keycloakPublicUrl).origin;
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'self'"],
        'script-src': ["'self'"],
        'style-src': ["'self'"],
        'img-src': ["'self'", 'data:', 'blob:'],
        'font-src': ["'self'"],
        'media-src': ["'self'", 'blob:'],
        // Not every browser counts a WebSocket to the same host as 'self'.
        'connect-src': ["'self'", new URL(publicUrl.replace(/^http/, 'ws')).origin, identityProvider],
        // The session is renewed in a hidden frame that goes to the identity provider and comes back.
        'frame-src': ["'self'", identityProvider],
        'frame-ancestors': ["'self'"],
        'worker-src': ["'self'"],
        'manifest-src': ["'self'"],
        'object-src': ["'none'"],
        'base-uri': ["'none'"],
        'form-action': ["'self'"],
        ...(encrypted && { 'upgrade-insecure-requests': [] }),
      },
    },
    strictTransportSecurity: stayEncrypted(publicUrl),
    referrerPolicy: { policy: 'same-origin' },
  });
}

/**
 * What browsers are told of an answer of the API, which is no page: to guess no type, to show it nowhere and to run nothing
 * of it (OWASP, REST Security Cheat Sheet). What concerns pages alone is left out of every answer.
 */
export function apiHeaders({ publicUrl }: Pick<SecurityOptions, 'publicUrl'>): RequestHandler {
  return helmet({
    contentSecurityPolicy: { useDefaults: false, directives: { 'default-src': ["'none'"], 'frame-ancestors': ["'none'"] } },
    strictTransportSecurity: stayEncrypted(publicUrl),
    xFrameOptions: { action: 'deny' },
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    referrerPolicy: false,
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
  });
}

const isEncrypted = (publicUrl: string): boolean => publicUrl.startsWith('https:');

const stayEncrypted = (publicUrl: string) => isEncrypted(publicUrl) && { maxAge: 31_536_000, includeSubDomains: false };
