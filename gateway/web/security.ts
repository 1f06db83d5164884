import type { RequestHandler } from 'express';
import helmet from 'helmet';

export type SecurityOptions = {
  /** Where browsers reach Atrium, and where they reach the identity provider. */
  readonly publicUrl: string;
  readonly keycloakPublicUrl: string;
};

/** What browsers are told to refuse on our pages: scripts and styles that are not ours, foreign frames, foreign requests. */
export function securityHeaders({ publicUrl, keycloakPublicUrl }: SecurityOptions): RequestHandler {
  const isEncrypted = publicUrl.startsWith('https:');
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
        ...(isEncrypted && { 'upgrade-insecure-requests': [] }),
      },
    },
    strictTransportSecurity: isEncrypted && { maxAge: 31_536_000, includeSubDomains: false },
    referrerPolicy: { policy: 'same-origin' },
  });
}
