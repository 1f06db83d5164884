import type { ASTNode } from '@marcbachmann/cel-js';
import { startingWith } from '../search/prefix.js';
import { type FieldType, type Filterable, fieldOf, type NamedField, namesField, valueFor } from './field.js';
import { quote, refuse } from './refuse.js';
import { constant } from './value.js';

/** MongoDB operators with their operands, such as `{ $gte: 'a', $lt: 'b' }`. */
export type Condition = Record<string, unknown>;

/** A comparison of one field. Every value stands under an operator, so no text of a client can become one. */
export interface Comparison {
  path: string;
  condition: Condition;
}

const operators = { '==': '$eq', '!=': '$ne', '<': '$lt', '<=': '$lte', '>': '$gt', '>=': '$gte' } as const;
const mirrored = { '==': '==', '!=': '!=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;
const opposites: Record<string, string> = { $eq: '$ne', $ne: '$eq', $in: '$nin', $nin: '$in' };
type Operator = keyof typeof operators;

const longestList = 200;

const isList = (type: FieldType): boolean => type === 'refs' || type === 'ids';

/** The condition that holds where this one does not. */
export function negated(condition: Condition): Condition {
  const entries = Object.entries(condition);
  const [operator = '', operand] = entries[0] ?? [];
  const opposite = entries.length === 1 ? opposites[operator] : undefined;
  return opposite === undefined ? { $not: condition } : { [opposite]: operand };
}

export function comparison(node: ASTNode, fields: Filterable, now: Date): Comparison {
  const field = (named: ASTNode) => fieldOf(named, fields);
  switch (node.op) {
    case '==':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=': {
      const [left, right] = node.args;
      if (namesField(left)) return compare(field(left), node.op, right, now);
      if (namesField(right)) return compare(field(right), mirrored[node.op], left, now);
      break;
    }
    case 'in': {
      const [left, right] = node.args;
      return right.op === 'list' ? oneOf(field(left), right.args, right.start, now) : holds(field(right), left, right.start, now);
    }
    case 'call': {
      const [name, [argument, ...more]] = node.args;
      if (name === 'has' && argument !== undefined && more.length === 0) return present(field(argument), argument.start);
      break;
    }
    case 'rcall': {
      const [name, receiver, [argument, ...more]] = node.args;
      if (name === 'startsWith' && argument !== undefined && more.length === 0) return starts(field(receiver), argument, now);
      break;
    }
    case 'id':
    case '.':
      return itself(field(node), node.start);
  }
  throw refuse(node.start, `${quote(node)} is not a condition that a filter can have`);
}

function compare(field: NamedField, operator: Operator, operand: ASTNode, now: Date): Comparison {
  const { path, type, name } = field;
  const equality = operator === '==' || operator === '!=';
  if (isList(type)) throw refuse(operand.start, `${name} is a list: write ${type === 'ids' ? '7' : '"…"'} in ${name}`);
  if (!equality && (type === 'bool' || type === 'enum')) throw refuse(operand.start, `${name} has no order: compare by == or !=`);
  if (equality && type !== 'bool' && operand.op === 'value' && operand.args === null)
    return { path, condition: { [operators[operator]]: null } };
  const value = valueFor(field, operand, now);
  // What isn't stored is false.
  if (value === false) return { path, condition: { [operator === '==' ? '$ne' : '$eq']: true } };
  return { path, condition: { [operators[operator]]: value } };
}

function oneOf(field: NamedField, elements: readonly ASTNode[], position: number, now: Date): Comparison {
  if (elements.length > longestList) throw refuse(position, `the list has more than ${longestList} values`);
  if (isList(field.type) || field.type === 'bool') throw refuse(position, `${field.name} cannot be looked for in a list`);
  return { path: field.path, condition: { $in: elements.map((element) => valueFor(field, element, now)) } };
}

function holds(field: NamedField, element: ASTNode, position: number, now: Date): Comparison {
  if (!isList(field.type)) throw refuse(position, `${field.name} is not a list`);
  const value = constant(element, now);
  const [held, type] = field.type === 'ids' ? ['whole numbers', 'number'] : ['strings', 'string'];
  if (typeof value !== type) throw refuse(element.start, `${field.name} holds ${held}, not ${quote(element)}`);
  return { path: field.path, condition: { $eq: value } };
}

function present({ path, type, name }: NamedField, position: number): Comparison {
  if (type === 'bool') throw refuse(position, `${name} is always there: write ${name} or !${name}`);
  return { path, condition: isList(type) ? { $nin: [null, []] } : { $ne: null } };
}

function starts({ path, type, name }: NamedField, beginning: ASTNode, now: Date): Comparison {
  if (type !== 'string') throw refuse(beginning.start, `${name} is not a string`);
  const prefix = constant(beginning, now);
  if (typeof prefix !== 'string') throw refuse(beginning.start, `${quote(beginning)} is not a string`);
  return { path, condition: startingWith(prefix) };
}

function itself({ path, type, name }: NamedField, position: number): Comparison {
  if (type !== 'bool') throw refuse(position, `${name} is no condition by itself: compare it with a value`);
  return { path, condition: { $eq: true } };
}
