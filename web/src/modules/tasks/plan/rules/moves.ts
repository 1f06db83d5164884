import { outlineOf, type Placed, type PlanRow, topmost } from './outline';

/** A task is put below `parent`, before its part of that id; "0" for the end. As the contract says it. */
export type Move = { readonly id: string; readonly parent: string; readonly before: string };

export type Direction = 'in' | 'out' | 'up' | 'down';

type Rows = readonly PlanRow<Placed>[];

const end = '0';

const partsOf = (rows: Rows, parent: string): string[] => rows.filter((row) => row.parent === parent).map(({ task }) => task.id);

const rowOf = (rows: Rows, id: string) => rows.find(({ task }) => task.id === id);

/** Where the task stands now: the move that would put it back. */
export function placeOf(rows: Rows, id: string): Move | undefined {
  const row = rowOf(rows, id);
  if (row === undefined) return undefined;
  const siblings = partsOf(rows, row.parent);
  return { id, parent: row.parent, before: siblings[siblings.indexOf(id) + 1] ?? end };
}

/** One step in that direction; nothing where there is no way. `rows` are all rows, the folded ones too. */
export function step(rows: Rows, id: string, direction: Direction): Move | undefined {
  const row = rowOf(rows, id);
  if (row === undefined) return undefined;
  const { parent } = row;
  const siblings = partsOf(rows, parent);
  const index = siblings.indexOf(id);
  const previous = siblings[index - 1];
  switch (direction) {
    case 'in':
      return previous === undefined ? undefined : { id, parent: previous, before: end };
    case 'out': {
      const place = placeOf(rows, parent);
      return place && { id, parent: place.parent, before: place.before };
    }
    case 'up':
      return previous === undefined ? undefined : { id, parent, before: previous };
    case 'down':
      return index + 1 >= siblings.length ? undefined : { id, parent, before: siblings[index + 2] ?? end };
  }
}

/** Moves several tasks, with all below them, one step; the first that cannot go where all go in a line stops them. */
export function steps(root: string, tasks: readonly Placed[], ids: ReadonlySet<string>, direction: Direction): Move[] {
  const first = topmost(outlineOf(root, tasks), ids).map(({ task }) => task.id);
  // Each leaves room for the one that comes after it.
  const order = direction === 'down' || direction === 'out' ? first.toReversed() : first;
  const moves: Move[] = [];
  let current = tasks;
  for (const id of order) {
    const move = step(outlineOf(root, current), id, direction);
    if (move === undefined) {
      if (direction === 'up' || direction === 'down') return [];
      continue;
    }
    moves.push(move);
    current = moved(current, move);
  }
  return moves;
}

/** Whether the task is dragged to another place, and not into itself. */
export function isMove(rows: Rows, { id, parent, before }: Move): boolean {
  const place = placeOf(rows, id);
  if (place === undefined || before === id || (place.parent === parent && place.before === before)) return false;
  return parent !== id && !(rowOf(rows, parent)?.task.ancestors.includes(id) ?? false);
}

export type Half = 'upper' | 'lower';

/** Where a task comes to stand that is dropped on the upper or the lower half of a row. `shown` are the rows as they are folded. */
export function dropOn(shown: Rows, all: Rows, id: string, target: number, half: Half): Move | undefined {
  const row = shown[target];
  if (row === undefined) return undefined;
  if (half === 'upper') return { id, parent: row.parent, before: row.task.id };
  const next = shown[target + 1];
  if (next?.parent === row.task.id) return { id, parent: row.task.id, before: next.task.id };
  const place = placeOf(all, row.task.id);
  return place && { id, parent: place.parent, before: place.before };
}

/** The tasks as they stand after the move. Siblings are counted anew, so that theirs need not have had positions. */
export function moved<Part extends Placed>(tasks: readonly Part[], { id, parent, before }: Move): Part[] {
  const mover = tasks.find((task) => task.id === id);
  if (mover === undefined) return [...tasks];
  const above = tasks.find((task) => task.id === parent);
  // A parent that is none of the tasks is the one that is planned: its ancestors are those of its parts.
  const outer = above?.ancestors ?? rootAncestors(tasks, parent);
  const ancestors = [...outer, parent];
  const siblings = tasks
    .filter((task) => task.parent === parent && task.id !== id)
    .toSorted((one, other) => Number(one.position) - Number(other.position) || Number(one.id) - Number(other.id));
  const at = siblings.findIndex((task) => task.id === before);
  const order = siblings.toSpliced(at < 0 ? siblings.length : at, 0, mover).map((task) => task.id);
  return tasks.map((task) => {
    const position = order.indexOf(task.id);
    if (task.id === id) return { ...task, parent, ancestors, position: String(position + 1) };
    if (position >= 0) return { ...task, position: String(position + 1) };
    return below(task, id, ancestors);
  });
}

/** A task as it stands after another one has come below others: it goes along where it is a part of that. */
export function below<Part extends Placed>(task: Part, id: string, ancestors: readonly string[]): Part {
  const own = task.ancestors.indexOf(id);
  return own < 0 ? task : { ...task, ancestors: [...ancestors, ...task.ancestors.slice(own)] };
}

function rootAncestors(tasks: readonly Placed[], root: string): string[] {
  const part = tasks.find(({ ancestors }) => ancestors.includes(root));
  return part ? part.ancestors.slice(0, part.ancestors.indexOf(root)) : [];
}
