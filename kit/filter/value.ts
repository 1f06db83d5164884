import { type ASTNode, Environment, EvaluationError, ParseError, serialize, TypeError } from '@marcbachmann/cel-js';
import { quote, refuse } from './refuse.js';

export type Constant = string | number | boolean | Date | null;

const constants = new Environment().registerVariable('now', 'google.protobuf.Timestamp');

/** What an expression without fields comes to. CEL itself computes it, once it is seen to be of the few shapes allowed. */
export function constant(node: ASTNode, now: Date): Constant {
  const value = evaluate(node, now);
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (value instanceof Date) {
    if (!Number.isNaN(value.getTime())) return value;
  } else if (typeof value === 'bigint') {
    const number = Number(value);
    if (Number.isSafeInteger(number)) return number;
  }
  throw refuse(node.start, `${quote(node)} is not a value that a field can have`);
}

function evaluate(node: ASTNode, now: Date): unknown {
  if (node.op === 'value') return node.args;
  const text = constantText(node);
  try {
    return constants.evaluate(text, { now });
  } catch (error) {
    if (error instanceof ParseError || error instanceof TypeError || error instanceof EvaluationError) {
      throw refuse(node.start, error.summary);
    }
    throw error;
  }
}

/**
 * The expression as text, if it is made of literals and arithmetic on instants only: what loops or grows could cost more
 * than its text shows. The library's own `serialize` drops the parentheses of `a - (b + c)` and breaks an emoji in two,
 * hence only the leaves of arithmetic go through it.
 */
function constantText(node: ASTNode): string {
  switch (node.op) {
    case 'value':
      return serialize(node);
    case 'id':
      if (node.args === 'now') return node.args;
      break;
    case '-_':
      return `-(${constantText(node.args)})`;
    case '+':
    case '-':
      return `(${constantText(node.args[0])} ${node.op} ${constantText(node.args[1])})`;
    case 'call': {
      const [name, operands] = node.args;
      if ((name === 'timestamp' || name === 'duration') && operands.every((operand) => operand.op === 'value'))
        return serialize(node);
      break;
    }
  }
  const values = 'a string, a whole number, true, false, null, now, timestamp("…") or duration("…")';
  throw refuse(node.start, `${quote(node)} is not a value; a value is ${values}`);
}
