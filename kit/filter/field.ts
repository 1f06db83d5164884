import type { ASTNode } from '@marcbachmann/cel-js';
import { quote, refuse } from './refuse.js';
import { type Constant, constant } from './value.js';

/** `refs` is an array of strings, `ids` one of whole numbers. */
export type FieldType = 'string' | 'int' | 'bool' | 'time' | 'enum' | 'refs' | 'ids';

interface FilterableField {
  /** Where it is stored. */
  path: string;
  type: FieldType;
  /** For `enum`: the name a client writes → the value stored. Without it the name itself is stored. */
  values?: Record<string, unknown>;
}

/** The values of an `enum` that is stored by the names that clients write. */
export const sameNames = (names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, name]));

/** What may be filtered, by the field's name in the message: snake_case, dots for nested ones. */
export type Filterable = Record<string, FilterableField>;

export interface NamedField extends FilterableField {
  name: string;
}

const names: Record<FieldType, string> = {
  string: 'a string',
  int: 'a whole number',
  bool: 'true or false',
  time: 'an instant such as timestamp("2030-01-31T09:00:00Z") or now + duration("24h")',
  enum: 'a name',
  refs: 'a list',
  ids: 'a list',
};

/** The field an expression names, if it may be filtered. */
export function fieldOf(node: ASTNode, fields: Filterable): NamedField {
  const name = dottedName(node);
  const field = name !== undefined && Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (name !== undefined && field !== undefined) return { ...field, name };
  throw refuse(node.start, `${quote(node)} is no field to filter by; there are ${Object.keys(fields).sort().join(', ')}`);
}

/** Whether an operand is a name at all; otherwise it is to be read as a value. */
export function namesField(node: ASTNode): boolean {
  const name = dottedName(node);
  return name !== undefined && name !== 'now';
}

function dottedName(node: ASTNode): string | undefined {
  if (node.op === 'id') return node.args;
  if (node.op !== '.') return undefined;
  const parent = dottedName(node.args[0]);
  return parent === undefined ? undefined : `${parent}.${node.args[1]}`;
}

/** The value of an expression as the field's values are stored. */
export function valueFor(field: NamedField, node: ASTNode, now: Date): unknown {
  const value = constant(node, now);
  if (field.type === 'enum' && typeof value === 'string') return storedName(field, value, node.start);
  if (isOf(field.type, value)) return value;
  throw refuse(node.start, `${field.name} is compared with ${names[field.type]}, not with ${quote(node)}`);
}

function isOf(type: FieldType, value: Constant): boolean {
  switch (type) {
    case 'string':
      return typeof value === 'string';
    case 'int':
      return typeof value === 'number';
    case 'bool':
      return typeof value === 'boolean';
    case 'time':
      return value instanceof Date;
    case 'enum':
    case 'refs':
    case 'ids':
      return false;
  }
}

function storedName(field: NamedField, name: string, position: number): unknown {
  if (field.values === undefined) return name;
  if (Object.hasOwn(field.values, name)) return field.values[name];
  throw refuse(position, `${field.name} is never "${name}"; it is one of ${Object.keys(field.values).join(', ')}`);
}
