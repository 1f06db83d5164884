import type { FileRegistry, JsonObject } from '@bufbuild/protobuf';
import { type Binding, bindingsOf } from './contract/bindings.js';
import { commentOf } from './contract/comments.js';
import { collectSchemas, type Schemas } from './contract/schemas.js';
import { errorResponses, problemSchema } from './openapi/errors.js';
import { operationOf, tagOf } from './openapi/operation.js';

export type ApiOptions = {
  /** Where clients reach the API, e.g. "https://atrium.example.com". */
  readonly publicUrl: string;
  /** The realm at the identity provider, as browsers reach it. */
  readonly issuer: string;
  readonly version: string;
};

/** The REST API of the contract as OpenAPI 3.1. */
export function openApi(registry: FileRegistry, { publicUrl, issuer, version }: ApiOptions): JsonObject {
  const schemas = collectSchemas();
  const bindings = bindingsOf(registry);
  const paths = pathsOf(bindings, schemas);
  const services = [...new Set(bindings.map(({ method }) => method.parent))];
  return {
    openapi: '3.1.0',
    info: { title: 'Atrium', version, description, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: publicUrl }],
    security: [{ oidc: [] }],
    tags: services.map((service) => ({ name: tagOf(service), description: commentOf(service) })),
    paths,
    components: {
      securitySchemes: { oidc: { type: 'openIdConnect', openIdConnectUrl: `${issuer}/.well-known/openid-configuration` } },
      responses: errorResponses,
      schemas: { ...Object.fromEntries(Object.entries(schemas.components).sort()), Problem: problemSchema },
    },
  };
}

const description = `Every request carries \`Authorization: Bearer …\` with an access token of the identity provider.

64-bit integers (ids, versions) are strings in JSON. Unknown fields and parameters are refused by name; names may also be
written as in the contract (\`page_size\` for \`pageSize\`). Errors are \`application/problem+json\` (RFC 9457) with a stable
\`reason\`.`;

function pathsOf(bindings: readonly Binding[], schemas: Schemas): JsonObject {
  const paths: Record<string, JsonObject> = {};
  for (const binding of bindings) {
    const path = pathOf(binding);
    const operations = (paths[path] ??= {});
    if (operations[binding.verb]) throw new Error(`The contract has two methods for ${binding.verb} ${path}.`);
    operations[binding.verb] = operationOf(binding, schemas);
  }
  return paths;
}

/** Variables are named by the last part of their field: /v1/tasks/{id} and /v1/tasks/{task.id} are one path to OpenAPI. */
function pathOf({ template }: Binding): string {
  return template.replace(/\{(?:\w+\.)*(\w+)\}/g, '{$1}');
}
