import { type RequestHandler, Router } from 'express';
import { registry } from '../../kit/registry.js';
import type { Settings } from '../../kit/settings.js';
import { asyncApi } from '../asyncapi.js';
import { openApi } from '../openapi.js';
import { version } from '../version.js';
import { issuerOf } from '../web/configuration.js';
import { apiPage } from './api-page.js';
import { errorsPage } from './errors-page.js';
import { asyncApiModel, openApiModel } from './model.js';
import { style } from './style.js';

type Options = Pick<Settings, 'publicUrl' | 'keycloakPublicUrl' | 'keycloakRealm' | 'kafkaBrokers' | 'topicPrefix'>;

/** The documents of the API, for programs and for people; each is made when it is first asked for. */
export function apiDocuments(settings: Options): RequestHandler {
  const rest = once(() => openApi(registry, { ...settings, issuer: issuerOf(settings), version }));
  const events = once(() => asyncApi(registry, { ...settings, version }));
  const documents: readonly [path: string, type: string, make: () => string][] = [
    ['/openapi.json', 'application/json', () => JSON.stringify(rest())],
    ['/asyncapi.json', 'application/json', () => JSON.stringify(events())],
    ['/docs/api', 'text/html', () => apiPage(openApiModel.parse(rest()), asyncApiModel.parse(events()))],
    ['/docs/errors', 'text/html', () => errorsPage(registry)],
    ['/docs/style.css', 'text/css', () => style],
  ];
  const router = Router();
  for (const [path, type, make] of documents) {
    const text = once(make);
    router.get(path, (_request, response) => {
      response.type(type).set('cache-control', 'no-cache').send(text());
    });
  }
  router.get('/docs', (_request, response) => response.redirect('/docs/api'));
  return router;
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}
