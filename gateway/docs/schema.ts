import { type Html, html, prose } from './html.js';
import type { SchemaModel } from './model.js';

export const anchorOf = (name: string): string => `schema-${name}`;

/** The properties of an object as a table; for other schemas, what they are. */
export function schemaTable(schema: SchemaModel): Html {
  const properties = Object.entries(schema.properties ?? {});
  if (properties.length === 0) return html`<p>${typeOf(schema)}</p>`;
  const rows = properties.map(([name, property]) => {
    const isRequired = schema.required?.includes(name) ?? false;
    return html`<tr>
      <th scope="row"><code>${name}</code>${isRequired ? html`<abbr title="always there">*</abbr>` : undefined}</th>
      <td>${typeOf(property)}</td>
      <td>${prose(property.description)}</td>
    </tr>`;
  });
  return html`<table><tbody>${rows}</tbody></table>`;
}

/** A schema in a few words, with links to those it refers to. */
export function typeOf(schema: SchemaModel): Html {
  const { $ref: reference, oneOf, items } = schema;
  if (reference) {
    const name = reference.slice(reference.lastIndexOf('/') + 1);
    return html`<a href="#${anchorOf(name)}">${name}</a>`;
  }
  if (oneOf) return html`${oneOf.map((one, index) => html`${index > 0 ? ' or ' : ''}${typeOf(one)}`)}`;
  if (schema.const !== undefined) return html`<code>${schema.const}</code>`;
  const limits = limitsOf(schema);
  const kind = items ? html`list of ${typeOf(items)}` : html`${kindOf(schema)}`;
  return html`${kind}${limits ? html`<small>${limits}</small>` : undefined}`;
}

function kindOf({ type = 'any', format, contentEncoding, enum: values }: SchemaModel): string {
  if (values && values.length <= 12) return values.map((value) => JSON.stringify(value)).join(' | ');
  return [type, format ?? contentEncoding].filter(Boolean).join(', ');
}

function limitsOf({ minLength, maxLength, minimum, maximum, minItems, maxItems, pattern, format }: SchemaModel): string {
  return [
    range(minLength, maxLength, 'characters'),
    range(minimum, maximum, ''),
    range(minItems, maxItems, 'items'),
    pattern && format !== 'int64' ? `matches ${pattern}` : '',
  ]
    .filter(Boolean)
    .join('; ');
}

function range(from: number | undefined, to: number | undefined, unit: string): string {
  if (from === undefined && to === undefined) return '';
  if (to === undefined) return `at least ${from} ${unit}`;
  return from === undefined ? `at most ${to} ${unit}` : `${from} to ${to} ${unit}`;
}
