import type { DescMessage, JsonValue } from '@bufbuild/protobuf';
import { protoCamelCase } from '@bufbuild/protobuf/reflect';
import type { Binding } from '../contract/bindings.js';
import { badField, Problem } from './problem.js';
import { fieldNamed, isObject } from './violations.js';

/** The fields which an update without a mask changes: those that its body has, but for the one which the path repeats. */
export function maskOfBody({ body: place, variables }: Binding, body: JsonValue | undefined): string {
  const resource = place === 'request' ? undefined : place?.message;
  if (!resource || !place || place === 'request' || !isObject(body)) return '';
  const fields = Object.keys(body).flatMap((key) => fieldNamed(resource, key) ?? []);
  const changed = fields.filter((field) => !variables.includes(`${place.name}.${field.name}`));
  if (changed.length === 0 && fields.length === Object.keys(body).length) {
    throw new Problem(400, 'NOTHING_TO_CHANGE', 'The body names no field to change.');
  }
  return changed.map((field) => field.jsonName).join(',');
}

/** A mask as clients write it, with names of the contract or of JSON, as JSON has it. */
export function maskFromQuery({ body: place }: Binding, mask: string): string {
  const paths = mask.split(',').map((path) => path.trim());
  for (const path of paths) {
    const known = place !== 'request' && place?.message && hasPath(place.message, path.split('.'));
    if (!known) throw badField('update_mask', `has no field ${path.slice(0, 100)}`);
  }
  return paths.map(protoCamelCase).join(',');
}

function hasPath(message: DescMessage, [name = '', ...further]: string[]): boolean {
  const field = fieldNamed(message, name);
  if (!field || further.length === 0) return field !== undefined;
  return field.message ? hasPath(field.message, further) : false;
}
