import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { cached } from '../scripts/infra/cache.js';
import { goModule } from '../scripts/infra/go.js';

/** Raise it when this file changes what it writes, so that nobody keeps the old schemas. */
const conversion = 1;
const kubernetes = 'k8s.io/kubernetes@v1.34.2';

/** Operators whose custom resources the chart and k8s/ write, and where in their source the definitions are. */
const operators: Record<string, string> = {
  'github.com/prometheus-operator/prometheus-operator@v0.85.0': 'example/prometheus-operator-crd',
  'sigs.k8s.io/gateway-api@v1.4.0': 'config/crd/standard',
  'github.com/kedacore/keda/v2@v2.18.1': 'config/crd/bases',
  'github.com/external-secrets/external-secrets@v0.20.4': 'config/crds/bases',
  'github.com/mongodb/mongodb-kubernetes-operator@v0.13.0': 'config/crd/bases',
};

/** Where kubeconform finds the schema of an object, in the folder that `kubernetesSchemas` answers. */
export const schemaLocation = '{{ .Group }}/{{ .ResourceKind }}-{{ .ResourceAPIVersion }}.json';

/**
 * A folder of JSON schemas for kubeconform: everything of Kubernetes itself, from the OpenAPI document in its source, and the
 * custom resources that the chart writes, from the source of their operators. A field which they do not know is an error.
 */
export function kubernetesSchemas(): Promise<string> {
  return cached({
    title: 'Schemas of Kubernetes',
    name: 'kubernetes-schemas',
    version: [kubernetes, ...Object.keys(operators)]
      .map((module) => module.split('@')[1])
      .concat(`${conversion}`)
      .join('-'),
    activity: 'downloading and converting',
    megabytes: 250,
    log: console.error,
    fill: async ({ product, scratch }) => {
      await writeBuiltIn(product, await goModule(kubernetes, { scratch }));
      for (const [module, folder] of Object.entries(operators)) {
        await writeCustom(product, join(await goModule(module, { scratch }), folder));
      }
    },
  });
}

const object = z.record(z.string(), z.unknown());
type Schema = z.infer<typeof object>;

const openApi = z.object({ definitions: z.record(z.string(), object) });
const kinds = z.array(z.object({ group: z.string(), kind: z.string(), version: z.string() }));

async function writeBuiltIn(folder: string, source: string): Promise<void> {
  const document = openApi.parse(JSON.parse(await readFile(join(source, 'api/openapi-spec/swagger.json'), 'utf8')));
  for (const [name, definition] of Object.entries(document.definitions)) {
    for (const { group, kind, version } of kinds.parse(definition['x-kubernetes-group-version-kind'] ?? [])) {
      const found = [...reachable(name, document.definitions)];
      const definitions = Object.fromEntries(found.map(([key, value]) => [key, strict(value)]));
      await writeSchema(folder, group || version, kind, version, { $ref: `#/definitions/${name}`, definitions });
    }
  }
}

/** The definitions which `name` leads to, itself among them. */
function reachable(name: string, all: Record<string, Schema>, found = new Map<string, Schema>()): Map<string, Schema> {
  const definition = all[name];
  if (!definition || found.has(name)) return found;
  found.set(name, definition);
  for (const [, next] of JSON.stringify(definition).matchAll(/"#\/definitions\/([^"]+)"/g)) {
    if (next) reachable(next, all, found);
  }
  return found;
}

const customResourceDefinition = z.object({
  kind: z.literal('CustomResourceDefinition'),
  spec: z.object({
    group: z.string(),
    names: z.object({ kind: z.string() }),
    versions: z.array(z.object({ name: z.string(), schema: z.object({ openAPIV3Schema: object }) })),
  }),
});

async function writeCustom(folder: string, source: string): Promise<void> {
  for (const file of await readdir(source)) {
    const definition = customResourceDefinition.safeParse(parse(await readFile(join(source, file), 'utf8')));
    if (!definition.success) continue;
    const { group, names, versions } = definition.data.spec;
    for (const { name, schema } of versions) await writeSchema(folder, group, names.kind, name, strict(schema.openAPIV3Schema));
  }
}

async function writeSchema(folder: string, group: string, kind: string, version: string, schema: Schema): Promise<void> {
  await mkdir(join(folder, group), { recursive: true });
  await writeFile(join(folder, group, `${kind.toLowerCase()}-${version}.json`), JSON.stringify(schema));
}

/** From OpenAPI's dialect to JSON Schema's, and closed: an object that lists its properties has no others. */
function strict(schema: Schema): Schema {
  if (isNumberOrText(schema)) return { type: ['string', 'number'] };
  const open = !('properties' in schema) || 'additionalProperties' in schema || schema['x-kubernetes-preserve-unknown-fields'];
  const converted = Object.fromEntries(
    Object.entries(schema).map(([keyword, value]) => [keyword, strictKeyword(keyword, value)]),
  );
  return open ? converted : { ...converted, additionalProperties: false };
}

function strictKeyword(keyword: string, value: unknown): unknown {
  if (keyword === 'properties') {
    return Object.fromEntries(Object.entries(object.parse(value)).map(([name, inner]) => [name, strict(object.parse(inner))]));
  }
  const holdsSchema = keyword === 'items' || keyword === 'additionalProperties';
  return holdsSchema && typeof value === 'object' ? strict(object.parse(value)) : value;
}

/** A port may be a name, a quantity a number: the documents say `string` of both and mean either. */
function isNumberOrText(schema: Schema): boolean {
  const quantity = typeof schema.description === 'string' && schema.description.startsWith('Quantity is a fixed-point');
  return schema.format === 'int-or-string' || schema['x-kubernetes-int-or-string'] === true || quantity;
}
