import { type RequestHandler, Router } from 'express';
import { registry } from '../../kit/registry.js';
import type { Settings } from '../../kit/settings.js';
import { openApi } from '../openapi.js';
import { version } from '../version.js';
import { issuerOf } from '../web/configuration.js';

/** The documents of the API, made when first asked for. */
export function apiDocuments(settings: Pick<Settings, 'publicUrl' | 'keycloakPublicUrl' | 'keycloakRealm'>): RequestHandler {
  const options = { publicUrl: settings.publicUrl, issuer: issuerOf(settings), version };
  const documents = new Map([['/openapi.json', once(() => JSON.stringify(openApi(registry, options)))]]);
  const router = Router();
  for (const [path, text] of documents) {
    router.get(path, (_request, response) => {
      response.type('application/json').set('cache-control', 'no-cache').send(text());
    });
  }
  return router;
}

function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}
