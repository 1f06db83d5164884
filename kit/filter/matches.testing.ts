import { BSON, type Document, type Filter } from 'mongodb';

/**
 * Whether MongoDB would find the document: its matching as far as our filters use it, for tests that need thousands of
 * answers without a server. Null stands for absent, an order holds within one type, an array matches by its elements.
 */
export function matches(query: Filter<Document>, document: Document): boolean {
  const conditions: [string, unknown][] = Object.entries(query);
  return conditions.every(([name, operand]) => {
    if (name === '$and') return partsOf(operand).every((part) => matches(part, document));
    if (name === '$or') return partsOf(operand).some((part) => matches(part, document));
    if (name === '$nor') return !partsOf(operand).some((part) => matches(part, document));
    return satisfies(valueAt(document, name), operand);
  });
}

const partsOf = (operand: unknown): Filter<Document>[] => (Array.isArray(operand) ? operand.filter(isObject) : []);

function valueAt(document: Document, path: string): unknown {
  let value: unknown = document;
  for (const name of path.split('.')) value = isObject(value) ? value[name] : undefined;
  return value;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function satisfies(value: unknown, condition: unknown): boolean {
  if (!isObject(condition)) throw new Error('A condition without an operator');
  return Object.entries(condition).every(([operator, operand]) => {
    const operands: unknown[] = Array.isArray(operand) ? operand : [operand];
    switch (operator) {
      case '$eq':
        return equals(value, operand);
      case '$ne':
        return !equals(value, operand);
      case '$in':
        return operands.some((one) => equals(value, one));
      case '$nin':
        return !operands.some((one) => equals(value, one));
      case '$all':
        return operands.every((one) => equals(value, one));
      case '$not':
        return !satisfies(value, operand);
      case '$elemMatch':
        return Array.isArray(value) && value.some((element) => satisfies(element, operand));
      case '$lt':
        return comparable(value, operand) && compareValues(value, operand) < 0;
      case '$lte':
        return comparable(value, operand) && compareValues(value, operand) <= 0;
      case '$gt':
        return comparable(value, operand) && compareValues(value, operand) > 0;
      case '$gte':
        return comparable(value, operand) && compareValues(value, operand) >= 0;
      default:
        throw new Error(`No such operator here: ${operator}`);
    }
  });
}

function equals(value: unknown, operand: unknown): boolean {
  if (Array.isArray(value) && !Array.isArray(operand)) return value.some((element) => equals(element, operand));
  if (typeof value === 'string' || typeof operand === 'string') return value === operand;
  return BSON.EJSON.stringify(value ?? null) === BSON.EJSON.stringify(operand ?? null);
}

const comparable = (value: unknown, operand: unknown): boolean => rank(value) === rank(operand) && rank(value) > 0;

/** MongoDB's order of the types that are sorted by: https://www.mongodb.com/docs/manual/reference/bson-type-comparison-order/ */
function rank(value: unknown): number {
  if (value === undefined || value === null) return 0;
  if (typeof value === 'number') return 1;
  if (typeof value === 'string') return 2;
  if (typeof value === 'boolean') return 3;
  if (value instanceof Date) return 4;
  throw new Error(`No order for a ${typeof value}`);
}

/** As in MongoDB's sort, where an absent value comes first and strings are compared by code point. */
function compareValues(left: unknown, right: unknown): number {
  if (rank(left) !== rank(right)) return rank(left) - rank(right);
  if (typeof left === 'string' && typeof right === 'string') return Buffer.compare(Buffer.from(left), Buffer.from(right));
  return Number(left ?? 0) - Number(right ?? 0);
}

/** As `cursor.sort()` would leave them. */
export const sorted = <One extends Document>(documents: readonly One[], spec: Record<string, 1 | -1>): One[] =>
  documents.toSorted((left, right) => {
    for (const [path, direction] of Object.entries(spec)) {
      const difference = compareValues(valueAt(left, path), valueAt(right, path));
      if (difference !== 0) return difference * direction;
    }
    return 0;
  });
