import type { Branch } from '../../../kit/people/department-tree';

export const cardWidth = 240;
export const cardHeight = 88;

/** Between neighbours, between levels, and between the cards of a stack. */
const gap = 24;
const levelGap = 56;
const stackGap = 16;
/** How far a stack is set in, so that its line runs down beside it. */
const stackIndent = 28;
/** Departments with none below them stand one under another where there are so many: side by side they would make the chart very wide. */
const stackFrom = 2;
const stackTo = 6;

export type Place = {
  readonly branch: Branch;
  readonly x: number;
  readonly y: number;
  /** How the line from the department above arrives: from its middle at the top, from its middle at the side, from its edge at the side. */
  readonly link: 'none' | 'top' | 'side' | 'stack';
  /** Whether those below it are hidden. */
  readonly isCollapsed: boolean;
};

type Box = { readonly width: number; readonly height: number; readonly places: readonly Place[]; readonly middle: number };

/** Where each card stands: under the department it is part of, beside its neighbours or, without any below it, in a stack with its like. */
export function layout(branches: readonly Branch[], collapsed: ReadonlySet<string>): Place[] {
  const isCollapsed = ({ department, children }: Branch) => children.length > 0 && collapsed.has(department.id);
  const isLeaf = (branch: Branch) => branch.children.length === 0 || isCollapsed(branch);
  const card = (branch: Branch, link: Place['link'], x = 0, y = 0): Place => ({
    branch,
    x,
    y,
    link,
    isCollapsed: isCollapsed(branch),
  });

  function box(branch: Branch, link: Place['link']): Box {
    if (isLeaf(branch)) return { width: cardWidth, height: cardHeight, places: [card(branch, link)], middle: cardWidth / 2 };
    const { children } = branch;
    if (children.length >= stackFrom && children.length <= stackTo && children.every(isLeaf)) {
      const stack = column(children, 'stack');
      const places = [card(branch, link), ...moved(stack.places, 0, cardHeight + stackGap)];
      return { ...stack, height: cardHeight + stackGap + stack.height, places, middle: cardWidth / 2 };
    }
    const below = besides(boxes(children, 'top'));
    // A narrow row stands under the middle of its department, which then begins to the left of it.
    const shift = Math.max(0, cardWidth / 2 - below.middle);
    const middle = below.middle + shift;
    const places = [card(branch, link, middle - cardWidth / 2), ...moved(below.places, shift, cardHeight + levelGap)];
    const width = Math.max(below.width + shift, middle + cardWidth / 2);
    return { width, height: cardHeight + levelGap + below.height, places, middle };
  }

  /** Neighbours as boxes, those without any below them gathered in columns at the end. */
  function boxes(children: readonly Branch[], link: Place['link']): Box[] {
    const leaves = children.filter(isLeaf);
    if (leaves.length < stackFrom) return children.map((child) => box(child, link));
    const columns: Box[] = [];
    for (let start = 0; start < leaves.length; start += stackTo)
      columns.push(column(leaves.slice(start, start + stackTo), 'side'));
    return [...children.filter((child) => !isLeaf(child)).map((child) => box(child, link)), ...columns];
  }

  function column(leaves: readonly Branch[], link: Place['link']): Box {
    const places = leaves.map((leaf, index) => card(leaf, link, stackIndent, index * (cardHeight + stackGap)));
    const height = leaves.length * (cardHeight + stackGap) - stackGap;
    return { width: stackIndent + cardWidth, height, places, middle: stackIndent + cardWidth / 2 };
  }

  return [...besides(branches.map((branch) => box(branch, 'none'))).places];
}

/** Boxes in a row; its middle is that between the first and the last card on top. */
function besides(boxes: readonly Box[]): Box {
  let width = 0;
  const places: Place[] = [];
  const middles: number[] = [];
  for (const box of boxes) {
    const start = width === 0 ? 0 : width + gap;
    places.push(...moved(box.places, start, 0));
    middles.push(start + box.middle);
    width = start + box.width;
  }
  const middle = ((middles[0] ?? 0) + (middles.at(-1) ?? 0)) / 2;
  return { width, height: Math.max(0, ...boxes.map(({ height }) => height)), places, middle };
}

const moved = (places: readonly Place[], x: number, y: number): Place[] =>
  places.map((place) => ({ ...place, x: place.x + x, y: place.y + y }));
