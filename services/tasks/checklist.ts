import { invalid, notFound, refused } from '../../kit/errors.js';
import { type Act, allow } from './actions.js';
import { helping, type Task } from './task.js';

/** What is to be ticked off. Items are kept in the order in which they are shown, each behind the one it stands below. */
export type ChecklistItem = {
  /** Unique within the task, and never given again. */
  readonly id: number;
  readonly text: string;
  readonly done: boolean;
  /** '' where nobody is named. */
  readonly assignee: string;
  readonly deadline?: Date | undefined;
  /** The item it stands below; 0 at the top. */
  readonly parent: number;
  readonly doneBy?: string | undefined;
  readonly doneAt?: Date | undefined;
};

/** What people write of an item. */
export type ItemContent = Pick<ChecklistItem, 'text' | 'done' | 'assignee' | 'deadline'>;

/** Where it stands: below which item, and before which one; 0 for the top, and for the end. */
export type Place = { parent: number; before: number };

const MOST_ITEMS = 200;

type Items = readonly ChecklistItem[];

const itemsOf = (task: Task): Items => task.checklist ?? [];

export function addItem(task: Task, content: Omit<ItemContent, 'done'>, place: Place, { actor }: Act): Task {
  allow(task, actor, 'checklist');
  const items = itemsOf(task);
  if (items.length >= MOST_ITEMS)
    throw refused('CHECKLIST_FULL', `A checklist has ${MOST_ITEMS} items at most.`, { most: String(MOST_ITEMS) });
  const id = (task.lastChecklistItem ?? 0) + 1;
  const item = { ...content, text: textOf(content.text), id, done: false, parent: place.parent };
  return { ...helping(task, content.assignee), checklist: placed(items, [item], place), lastChecklistItem: id };
}

/** Changes what is named; who ticks an item off, and when, is kept with it. */
export function updateItem(task: Task, id: number, change: Partial<ItemContent>, { actor, now }: Act): Task {
  allow(task, actor, 'checklist');
  const item = itemOf(task, id);
  const { done = item.done } = change;
  const after = {
    ...item,
    ...change,
    text: textOf(change.text ?? item.text),
    ...(done !== item.done && { doneBy: done ? actor.id : undefined, doneAt: done ? now : undefined }),
  };
  return {
    ...helping(task, after.assignee),
    checklist: itemsOf(task).map((each) => (each.id === id ? after : each)),
  };
}

export function moveItem(task: Task, id: number, place: Place, { actor }: Act): Task {
  allow(task, actor, 'checklist');
  const item = itemOf(task, id);
  const moved = withBelow(itemsOf(task), id);
  if (moved.some((each) => each.id === place.parent || each.id === place.before))
    throw invalid('CHECKLIST_CYCLE', 'An item cannot stand below or before itself.', 'parent');
  const rest = itemsOf(task).filter((each) => !moved.includes(each));
  return { ...task, checklist: placed(rest, [{ ...item, parent: place.parent }, ...moved.slice(1)], place) };
}

export function removeItem(task: Task, id: number, { actor }: Act): Task {
  allow(task, actor, 'checklist');
  itemOf(task, id);
  const gone = withBelow(itemsOf(task), id);
  return { ...task, checklist: itemsOf(task).filter((each) => !gone.includes(each)) };
}

function itemOf(task: Task, id: number): ChecklistItem {
  const item = itemsOf(task).find((each) => each.id === id);
  if (!item) throw notFound('checklist item', id);
  return item;
}

function textOf(text: string): string {
  const trimmed = text.trim();
  if (!trimmed) throw invalid('TEXT_REQUIRED', 'An item of a checklist says what is to be done.', 'item.text');
  return trimmed;
}

/** The item and all that stand below it, at every level, in their order. */
function withBelow(items: Items, id: number): Items {
  const ids = new Set([id]);
  for (const item of items) if (ids.has(item.parent)) ids.add(item.id);
  return items.filter((item) => ids.has(item.id));
}

/** The items with some more at a place. The place must be there: what stands before must stand below the same one. */
function placed(items: Items, more: Items, { parent, before }: Place): Items {
  if (parent !== 0 && !items.some(({ id }) => id === parent))
    throw invalid('CHECKLIST_PLACE', `There is no item ${parent} to stand below.`, 'parent');
  if (before !== 0 && items.find(({ id }) => id === before)?.parent !== parent)
    throw invalid('CHECKLIST_PLACE', `There is no item ${before} at that place.`, 'before');
  const siblings = parent === 0 ? items : withBelow(items, parent);
  const last = siblings.at(-1);
  const at = before !== 0 ? items.findIndex(({ id }) => id === before) : last ? items.indexOf(last) + 1 : items.length;
  return [...items.slice(0, at), ...more, ...items.slice(at)];
}
