import type { ChecklistItem } from '../../../api/types';

type Items = readonly Pick<ChecklistItem, 'id' | 'parent'>[];

/** Where an item is to stand: below which one, and before which; 0 for the top, and for the end. */
export type Place = { readonly parent: number; readonly before: number };

export const directions = ['up', 'down', 'in', 'out'] as const;
export type Direction = (typeof directions)[number];

/** How far below the top each item stands, by its id. */
export function levelsOf(items: Items): ReadonlyMap<number, number> {
  const levels = new Map<number, number>();
  for (const { id, parent } of items) levels.set(id, parent === 0 ? 0 : (levels.get(parent) ?? -1) + 1);
  return levels;
}

/** The place one step that way; undefined where there is none. */
export function placeTowards(items: Items, id: number, direction: Direction): Place | undefined {
  const item = items.find((each) => each.id === id);
  if (item === undefined) return undefined;
  const siblings = items.filter(({ parent }) => parent === item.parent);
  const at = siblings.indexOf(item);
  const previous = siblings[at - 1];
  switch (direction) {
    case 'up':
      return previous && { parent: item.parent, before: previous.id };
    case 'down':
      return siblings[at + 1] && { parent: item.parent, before: siblings[at + 2]?.id ?? 0 };
    case 'in':
      return previous && { parent: previous.id, before: 0 };
    case 'out':
      return outOf(items, item.parent);
  }
}

/** Behind the item that it stands below. */
function outOf(items: Items, parent: number): Place | undefined {
  const above = items.find(({ id }) => id === parent);
  if (above === undefined) return undefined;
  const beside = items.filter((each) => each.parent === above.parent);
  return { parent: above.parent, before: beside[beside.indexOf(above) + 1]?.id ?? 0 };
}
