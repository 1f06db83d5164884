import type { Document, Filter } from 'mongodb';

/** What a list may be ordered by: the field's name in the message → where it is stored and whether it may be absent. */
export type Sortable = Record<string, { path: string; nullable?: boolean }>;

export interface OrderKey {
  name: string;
  path: string;
  nullable: boolean;
  descending: boolean;
}

/** A total order: its last key is the unique id. */
export interface Order {
  keys: readonly OrderKey[];
  /** The order as canonical text, to compare orders by. */
  text: string;
}

/** The values of the order's keys in the last document of a page. */
export type PagePosition = readonly PageValue[];
export type PageValue = string | number | boolean | Date | null;

/** Throws `invalid('ORDER_BY', …)`. `fallback` is used where the text is absent or empty. */
export function parseOrder(text: string | undefined, sortable: Sortable, fallback: string): Order {
  throw new Error(`Being written: ${text} ${Object.keys(sortable)} ${fallback}`);
}

/** For `cursor.sort()`. */
export function sortSpec(order: Order): Record<string, 1 | -1> {
  throw new Error(`Being written: ${order.text}`);
}

/** The condition for documents after the position; `{}` without one. */
export function pageQuery(order: Order, after: PagePosition | undefined): Filter<Document> {
  throw new Error(`Being written: ${order.text} ${after}`);
}

/** An opaque token that continues after the document, for the same order and filter only. */
export function encodePageToken(order: Order, filterText: string, lastDocument: Document, secret = ''): string {
  throw new Error(`Being written: ${order.text} ${filterText} ${lastDocument} ${secret}`);
}

/** Undefined where the token is absent or empty. Throws `invalid('PAGE_TOKEN', …)` for a forged, foreign or broken one. */
export function decodePageToken(
  token: string | undefined,
  order: Order,
  filterText: string,
  secret = '',
): PagePosition | undefined {
  throw new Error(`Being written: ${token} ${order.text} ${filterText} ${secret}`);
}
