import {
  type DescField,
  type DescMessage,
  type DescMethod,
  type FileRegistry,
  getOption,
  isMessage,
  toJson,
} from '@bufbuild/protobuf';
import { z } from 'zod';

export type Verb = 'get' | 'put' | 'post' | 'delete' | 'patch';

/** A method of the contract as REST reaches it. */
export type Binding = {
  readonly method: DescMethod;
  readonly verb: Verb;
  /** As in the contract: "/v1/tasks/{task.id}". */
  readonly template: string;
  /** The fields that the path holds, as paths of proto names: "task.id". */
  readonly variables: readonly string[];
  /** What the body is: the field it fills, the whole request, or nothing. */
  readonly body: DescField | 'request' | undefined;
};

const rule = z.object({
  get: z.string().optional(),
  put: z.string().optional(),
  post: z.string().optional(),
  delete: z.string().optional(),
  patch: z.string().optional(),
  body: z.string().default(''),
});
const rules = rule.extend({ additionalBindings: z.array(rule).default([]) });
const verbs: readonly Verb[] = ['get', 'put', 'post', 'delete', 'patch'];

/** Every method with a google.api.http option, in the order of the contract. What lacks one is not reachable by REST. */
export function bindingsOf(registry: FileRegistry): Binding[] {
  const option = registry.getExtension('google.api.http');
  const httpRule = registry.getMessage('google.api.HttpRule');
  if (!option || !httpRule) throw new Error('The contract does not import google/api/annotations.proto.');

  return [...registry].flatMap((type) => {
    if (type.kind !== 'service') return [];
    return type.methods.flatMap((method) => {
      if (method.methodKind !== 'unary') return [];
      const value = getOption(method, option);
      const { additionalBindings, ...first } = rules.parse(isMessage(value, httpRule) ? toJson(httpRule, value) : {});
      return [first, ...additionalBindings].flatMap((each) => bindingOf(method, each));
    });
  });
}

function bindingOf(method: DescMethod, httpRule: z.output<typeof rule>): Binding[] {
  const verb = verbs.find((name) => httpRule[name] !== undefined);
  const template = verb && httpRule[verb];
  if (!verb || !template) return [];
  const variables = [...template.matchAll(/\{([^}]*)\}/g)].map(([, name = '']) => name);
  for (const name of variables) fieldAt(method.input, name);
  const body = httpRule.body === '*' ? 'request' : httpRule.body ? fieldAt(method.input, httpRule.body) : undefined;
  return [{ method, verb, template, variables, body }];
}

/** The field at a path of proto names; throws where there is none, for then the contract is wrong. */
export function fieldAt(message: DescMessage, path: string): DescField {
  const [name = '', ...rest] = path.split('.');
  const field = message.fields.find((candidate) => candidate.name === name);
  if (!field) throw new Error(`${message.typeName} has no field ${name}, which a google.api.http option names.`);
  if (rest.length === 0) return field;
  if (!field.message) throw new Error(`${field.toString()} is no message, but a google.api.http option looks into it.`);
  return fieldAt(field.message, rest.join('.'));
}
