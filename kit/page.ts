import { createHmac, timingSafeEqual } from 'node:crypto';
import { BSON, type Document, type Filter } from 'mongodb';
import { invalid } from './errors.js';

/*
 * Keyset paging: a page continues after the last document of the page before, found by its place in the index, so that
 * page 1,000 costs what page 1 costs and nothing is repeated or left out when others write in between.
 *
 * MongoDB sorts absent values first, ascending. Where a list wants them last ("tasks without a deadline at the end"), store
 * a value for them under a path of its own, say `deadlineOrder` with a far day, and name that path here: an index can then
 * answer both directions. A key must not be an array, and holds values of one type besides null.
 */

/** What a list may be ordered by: the field's name in the message → where it is stored, and whether it may be absent or null. */
export type Sortable = Record<string, { path: string; nullable?: boolean }>;

interface OrderKey {
  name: string;
  path: string;
  nullable: boolean;
  descending: boolean;
}

/** A total order: its last key is the unique `id`. */
export interface Order {
  keys: readonly OrderKey[];
  /** Says the same for the same order, however it was written. */
  text: string;
}

type PageValue = string | number | boolean | Date | null;

/** The values of the order's keys in the last document of a page. */
export type PagePosition = readonly PageValue[];

/**
 * Reads "deadline asc, id desc" (https://google.aip.dev/132#ordering). `fallback` stands in for an absent or empty text.
 * Where `id` is not named it is added with the direction of the last key, so that one index serves both directions.
 * Throws `invalid('ORDER_BY', …)`.
 */
export function parseOrder(text: string | undefined, sortable: Sortable, fallback: string): Order {
  const keys: OrderKey[] = [];
  for (const part of (text?.trim() || fallback).split(',')) {
    const [name = '', direction = 'asc', ...more] = part.trim().split(/\s+/);
    const field = Object.hasOwn(sortable, name) ? sortable[name] : undefined;
    if (field === undefined) throw wrongOrder(`"${name}" is nothing to order by; there are ${Object.keys(sortable).join(', ')}`);
    if (more.length > 0 || !['asc', 'desc'].includes(direction)) throw wrongOrder(`after ${name} comes asc or desc`);
    if (keys.some((key) => key.name === name)) throw wrongOrder(`${name} is named twice`);
    keys.push({ name, path: field.path, nullable: field.nullable ?? false, descending: direction === 'desc' });
    if (name === 'id') break; // Nothing is left to order behind a unique key.
  }
  const last = keys.at(-1);
  if (last?.name !== 'id') {
    keys.push({ name: 'id', path: sortable['id']?.path ?? '_id', nullable: false, descending: last?.descending ?? false });
  }
  return { keys, text: keys.map((key) => `${key.name} ${key.descending ? 'desc' : 'asc'}`).join(', ') };
}

/** For `cursor.sort()`. */
export const sortSpec = (order: Order): Record<string, 1 | -1> =>
  Object.fromEntries(order.keys.map((key) => [key.path, key.descending ? -1 : 1]));

/**
 * The condition for the documents after the position; `{}` without one. It bounds the first key and excludes what came
 * before among its equals, because MongoDB 6 can then still merge the ranges of `participants in [me, my departments]`
 * in order and stop after a page. The textbook form, an $or of (a after), (a same, b after), makes it read and sort
 * everything that is left: 9,000 keys instead of 54 in a list of 60,000. The price is that equals of the first key are
 * walked again, so a list ordered by a key of few values is best narrowed by its filter.
 */
export function pageQuery(order: Order, after: PagePosition | undefined): Filter<Document> {
  if (after === undefined) return {};
  const excluded: Filter<Document>[] = [];
  let same: Filter<Document> = {};
  let bound: Filter<Document> = {};
  for (const [index, key] of order.keys.entries()) {
    const value = after[index] ?? null;
    if (index === 0) bound = notBefore(key, value);
    else excluded.push(...before(key, value).map((condition) => ({ ...same, ...condition })));
    same = { ...same, [key.path]: { $eq: value } };
  }
  return { ...bound, $nor: [...excluded, same] };
}

/** Null and absent are the same here, and come before everything. */
function before({ path, descending, nullable }: OrderKey, value: PageValue): Filter<Document>[] {
  if (value === null) return descending ? [{ [path]: { $ne: null } }] : [];
  if (descending) return [{ [path]: { $gt: value } }];
  return [{ [path]: nullable ? { $not: { $gte: value } } : { $lt: value } }];
}

function notBefore({ path, descending, nullable }: OrderKey, value: PageValue): Filter<Document> {
  if (value === null) return descending ? { [path]: { $eq: null } } : {};
  if (!descending) return { [path]: { $gte: value } };
  return { [path]: nullable ? { $not: { $gt: value } } : { $lte: value } };
}

/** An opaque token to continue after the document, good for the same order and filter only. */
export function encodePageToken(order: Order, filterText: string, lastDocument: Document, secret = ''): string {
  const position = order.keys.map((key) => valueAt(lastDocument, key.path));
  const body = Buffer.from(BSON.EJSON.stringify(position));
  return Buffer.concat([signature(order, filterText, body, secret), body]).toString('base64url');
}

/**
 * The position a token stands for; undefined where the token is absent or empty.
 * Throws `invalid('PAGE_TOKEN', …)` for a token of another order or filter, and for one that we did not write.
 */
export function decodePageToken(
  token: string | undefined,
  order: Order,
  filterText: string,
  secret = '',
): PagePosition | undefined {
  if (!token) return undefined;
  const bytes = Buffer.from(token, 'base64url');
  const body = bytes.subarray(signatureLength);
  const given = bytes.subarray(0, signatureLength);
  const genuine = given.length === signatureLength && timingSafeEqual(given, signature(order, filterText, body, secret));
  const position: unknown = genuine ? BSON.EJSON.parse(body.toString()) : undefined;
  if (!isPosition(position, order.keys.length)) {
    throw invalid('PAGE_TOKEN', 'The page token belongs to another list: start from the first page.', 'page_token');
  }
  return position;
}

const signatureLength = 16;

/** Without a secret it still ties the token to its list; what a forger could gain is a page that begins elsewhere in their own list. */
const signature = (order: Order, filterText: string, body: Buffer, secret: string): Buffer =>
  createHmac('sha256', secret)
    .update(JSON.stringify([order.text, filterText]))
    .update(body)
    .digest()
    .subarray(0, signatureLength);

function isPosition(value: unknown, length: number): value is PagePosition {
  return Array.isArray(value) && value.length === length && value.every(isPageValue);
}

const isPageValue = (value: unknown): value is PageValue =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value) || value instanceof Date;

function valueAt(document: Document, path: string): PageValue {
  let value: unknown = document;
  for (const name of path.split('.')) {
    value = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  }
  if (value === undefined) return null;
  if (!isPageValue(value)) throw new Error(`A list cannot be ordered by ${path}: it holds a ${typeof value}`);
  return value;
}

const wrongOrder = (text: string) => invalid('ORDER_BY', `The order cannot be used: ${text}.`, 'order_by');
