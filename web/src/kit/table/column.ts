import type { ReactNode } from 'react';

export type Column<Row> = {
  /** Also the name of the field to sort by. */
  readonly id: string;
  readonly title: string;
  /** In pixels, until the person draws it wider or narrower. */
  readonly width: number;
  /** Takes the room that is left; one column of a table does. */
  readonly grows?: boolean;
  readonly sortable?: boolean;
  /** Always shown: what the row is about. */
  readonly fixed?: boolean;
  readonly cell: (row: Row) => ReactNode;
};

export type Sort = { readonly id: string; readonly descending: boolean };

/** As the contract writes it: "deadline desc". The server adds the id as the last key. */
export const orderBy = ({ id, descending }: Sort): string => `${id} ${descending ? 'desc' : 'asc'}`;

/** The first key of an "order_by". */
export function sortOf(order: string): Sort | undefined {
  const found = /^\s*(\w+)(?:\s+(asc|desc))?/.exec(order);
  return found?.[1] === undefined ? undefined : { id: found[1], descending: found[2] === 'desc' };
}

/** What a click on a column's head leads to: ascending, descending, and back to the order the list has by itself. */
export function nextSort(current: Sort | undefined, id: string): Sort | undefined {
  if (current?.id !== id) return { id, descending: false };
  return current.descending ? undefined : { id, descending: true };
}
