import { type ASTNode, Environment, ParseError } from '@marcbachmann/cel-js';
import type { Document, Filter } from 'mongodb';
import { comparison, negated } from './filter/comparison.js';
import type { Filterable } from './filter/field.js';
import { refuse } from './filter/refuse.js';

/*
 * List filters: their place is that of AIP-160 (https://google.aip.dev/160), their language is CEL
 * (https://github.com/google/cel-spec), cut down to what an index can answer:
 *
 *   a && b, a || b, !a, (a)          field == value, field != value
 *   field < value, <=, >, >=         field in [value, …]
 *   "value" in field_of_refs         has(field)
 *   field.startsWith("beginning")    a bool field by itself
 *
 * A value is a string, a whole number, true, false, null, or an instant made of now, timestamp("…") and duration("…").
 *
 * An absent field equals null and nothing else: `field != value` holds, `field < value` and its like do not, so that
 * `!(field < value)` does. A bool that is not stored is false, refs that are not stored are an empty list, and has() of
 * refs asks for at least one. Strings are ordered by code point.
 */

export { type Filterable, sameNames } from './filter/field.js';

const longestText = 2000;
const deepestNesting = 20;
const mostComparisons = 50;

const syntax = new Environment();

/**
 * Translates a CEL expression to a MongoDB query; an empty text is `{}`.
 * Throws `invalid('FILTER', …)`, which says where and what may stand there.
 */
export function compileFilter(text: string, fields: Filterable, env: { now: Date }): Filter<Document> {
  if (text.trim() === '') return {};
  if (text.length > longestText) throw refuse(longestText, `it is longer than ${longestText} characters`);
  let comparisons = 0;

  function compile(node: ASTNode, positive: boolean, depth: number): Filter<Document> {
    if (depth > deepestNesting) throw refuse(node.start, `it is nested more than ${deepestNesting} deep`);
    if (node.op === '!_') return compile(node.args, !positive, depth + 1);
    if (node.op === '&&' || node.op === '||') {
      const parts = operands(node, node.op).map((part) => compile(part, positive, depth + 1));
      // De Morgan: the negation moves inwards, to comparisons whose opposites an index can answer.
      return (node.op === '&&') === positive ? { $and: parts } : { $or: parts };
    }
    comparisons += 1;
    if (comparisons > mostComparisons) throw refuse(node.start, `it has more than ${mostComparisons} comparisons`);
    const { path, condition } = comparison(node, fields, env.now);
    return { [path]: positive ? condition : negated(condition) };
  }

  return compile(parse(text), true, 0);
}

/** The parts of `a && b && c`, which the parser gives as `(a && b) && c`. */
function operands(node: ASTNode, operator: '&&' | '||'): ASTNode[] {
  const parts: ASTNode[] = [];
  let rest = node;
  while (rest.op === operator) {
    parts.unshift(rest.args[1]);
    rest = rest.args[0];
  }
  return [rest, ...parts];
}

function parse(text: string): ASTNode {
  try {
    return syntax.parse(text).ast;
  } catch (error) {
    if (error instanceof ParseError) throw refuse(error.range?.start ?? 0, error.summary);
    throw error;
  }
}
