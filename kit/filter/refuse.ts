import { type ASTNode, serialize } from '@marcbachmann/cel-js';
import { invalid, type Refusal } from '../errors.js';

/** `position` counts UTF-16 units from 0; people count from 1. */
export const refuse = (position: number, text: string): Refusal =>
  invalid('FILTER', `The filter cannot be used, at character ${position + 1}: ${text}.`, 'filter');

const longestQuote = 80;

/** An expression as a part of a sentence. */
export function quote(node: ASTNode): string {
  const text = serialize(node);
  return text.length > longestQuote ? `${text.slice(0, longestQuote)}…` : text;
}
