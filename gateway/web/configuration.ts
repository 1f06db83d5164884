import { type RequestHandler, Router } from 'express';
import type { Settings } from '../../kit/settings.js';
import { version } from '../version.js';

type Options = Pick<Settings, 'keycloakPublicUrl' | 'keycloakRealm'>;

export const issuerOf = ({ keycloakPublicUrl, keycloakRealm }: Options): string => `${keycloakPublicUrl}/realms/${keycloakRealm}`;

/** What the web client must know before anybody has signed in, and what search engines are told. */
export function clientConfiguration(settings: Options): RequestHandler {
  const configuration = {
    issuer: issuerOf(settings),
    clientId: 'atrium-web',
    keycloakUrl: settings.keycloakPublicUrl,
    realm: settings.keycloakRealm,
    version,
  };
  const router = Router();
  router.get('/config.json', (_request, response) => {
    response.set('cache-control', 'no-cache').json(configuration);
  });
  router.get('/robots.txt', (_request, response) => {
    response.type('text/plain').send('User-agent: *\nDisallow: /\n');
  });
  return router;
}
