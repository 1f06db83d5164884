import type { JsonObject } from '@bufbuild/protobuf';
import { isDeepStrictEqual } from 'node:util';
import type { FieldChange } from '../gen/atrium/common/v1/common.js';

/** Fields that change with every write, or differ from caller to caller: they say nothing. */
const untracked = new Set(['version', 'changedAt', 'allowedActions']);

/** The fields in which two states of a message, in proto-JSON, differ; named as in the proto. */
export function changesBetween(before: JsonObject, after: JsonObject): FieldChange[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)].filter((name) => !untracked.has(name)));
  return [...names]
    .filter((name) => !isDeepStrictEqual(before[name], after[name]))
    .map((name) => ({ path: snakeCase(name), before: before[name], after: after[name] }));
}

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
