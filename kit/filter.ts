import type { Document, Filter } from 'mongodb';

export type FieldType = 'string' | 'int' | 'bool' | 'time' | 'enum' | 'refs';

/** What may be filtered: the field's name in the message (snake_case, dots for nested ones) → where and how it is stored. */
export type Filterable = Record<
  string,
  {
    path: string;
    type: FieldType;
    /** For `enum`: the name a client writes → the value stored. */
    values?: Record<string, unknown>;
  }
>;

/** Translates a CEL expression to a MongoDB query. Throws `invalid('FILTER', …)`. An empty text is `{}`. */
export function compileFilter(text: string, fields: Filterable, env: { now: Date }): Filter<Document> {
  throw new Error(`Being written: ${text} ${Object.keys(fields)} ${env.now}`);
}
