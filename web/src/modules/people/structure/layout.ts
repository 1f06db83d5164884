import type { Branch } from '../../../kit/people/department-tree';

export const cardWidth = 240;
export const cardHeight = 88;

/** Between neighbours, between levels, and between the cards of a stack. */
const gap = 24;
const levelGap = 56;
const stackGap = 16;
/** How far a stack is set in, so that its line runs down beside it. */
const stackIndent = 28;
/** So many departments without any below them stand one under another: side by side they would make the chart very wide. */
const stackFrom = 3;

export type Place = {
  readonly branch: Branch;
  readonly x: number;
  readonly y: number;
  /** How the line to the department above it runs: from its middle, or along a stack. */
  readonly link: 'none' | 'middle' | 'stack';
  /** Whether those below it are hidden. */
  readonly isCollapsed: boolean;
};

type Box = { readonly width: number; readonly height: number; readonly places: readonly Place[]; readonly middle: number };

/** Where each card stands. Those below a department stand under it, side by side; a group of leaves stands in a stack. */
export function layout(branches: readonly Branch[], collapsed: ReadonlySet<string>): Place[] {
  return [...besides(branches.map((branch) => boxOf(branch, collapsed, 'none'))).places];
}

function boxOf(branch: Branch, collapsed: ReadonlySet<string>, link: Place['link']): Box {
  const isCollapsed = branch.children.length > 0 && collapsed.has(branch.department.id);
  const card = (x: number): Place => ({ branch, x, y: 0, link, isCollapsed });
  const children = isCollapsed ? [] : branch.children;
  if (children.length === 0) return { width: cardWidth, height: cardHeight, places: [card(0)], middle: cardWidth / 2 };

  const isStack =
    children.length >= stackFrom && children.every((child) => child.children.length === 0 || collapsed.has(child.department.id));
  if (isStack) {
    const stack = children.flatMap((child, index) =>
      moved(boxOf(child, collapsed, 'stack').places, stackIndent, cardHeight + (index + 1) * stackGap + index * cardHeight),
    );
    const height = cardHeight + children.length * (cardHeight + stackGap);
    return { width: cardWidth + stackIndent, height, places: [card(0), ...stack], middle: cardWidth / 2 };
  }

  const below = besides(children.map((child) => boxOf(child, collapsed, 'middle')));
  const x = below.middle - cardWidth / 2;
  const shift = Math.max(0, -x);
  return {
    width: Math.max(below.width + shift, x + shift + cardWidth),
    height: cardHeight + levelGap + below.height,
    places: [card(x + shift), ...moved(below.places, shift, cardHeight + levelGap)],
    middle: below.middle + shift,
  };
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
