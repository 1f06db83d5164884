import type { History } from '../history.js';
import type { Person } from '../people.js';
import type { Truth } from '../truth.js';

/** What must hold; docs/operations/torture.md has a heading for each. */
export type Rule =
  | 'acknowledged writes'
  | 'whole or nothing'
  | 'idempotency'
  | 'versions'
  | 'expected versions'
  | 'history'
  | 'order'
  | 'delivery'
  | 'effects'
  | 'leases'
  | 'jobs'
  | 'visibility'
  | 'screens'
  | 'lags'
  | 'errors'
  | 'processes'
  | 'memory';

export type Violation = {
  readonly rule: Rule;
  readonly what: string;
  /** What shows it: operations, events, messages. */
  readonly evidence: readonly unknown[];
};

/** All that is known of a run. */
export type Findings = {
  readonly history: History;
  readonly truth: Truth;
  readonly people: readonly Pick<Person, 'id' | 'isAdmin'>[];
};

export type Check = (findings: Findings) => Violation[];

export function grouped<Item>(items: Iterable<Item>, key: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}
