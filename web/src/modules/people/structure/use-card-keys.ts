import { useReactFlow } from '@xyflow/react';
import { type KeyboardEvent, useCallback, useMemo } from 'react';
import { type Branch, walk } from '../../../kit/people/department-tree';
import { cardId } from './department-card';
import { cardHeight, cardWidth } from './layout';

const glide = { duration: 150 };

/** The arrows go from card to card as they stand in the chart, and the view follows. */
export function useCardKeys(branches: readonly Branch[]) {
  const { getNode, getZoom, setCenter } = useReactFlow();
  const neighbours = useMemo(() => neighboursIn(branches), [branches]);

  /** Brings a card into the middle of what is seen; `covered` pixels at the end of the chart aren't. */
  const reveal = useCallback(
    (id: string, covered = 0) => {
      const node = getNode(id);
      if (!node) return;
      const { x, y } = node.position;
      const zoom = getZoom();
      void setCenter(x + cardWidth / 2 + covered / 2 / zoom, y + cardHeight / 2, { zoom, ...glide });
    },
    [getNode, getZoom, setCenter],
  );

  function onKeyDown(event: KeyboardEvent): void {
    const current = event.target instanceof HTMLAnchorElement ? event.target.id : '';
    const next = neighbours.get(current)?.[event.key];
    if (next === undefined) return;
    const card = document.getElementById(cardId(next));
    if (!card) return;
    event.preventDefault();
    card.focus({ preventScroll: true });
    reveal(next);
  }

  return { onKeyDown, reveal };
}

type Neighbours = Readonly<Record<string, string | undefined>>;

/** Which card lies in the direction of which arrow, by the ids of the cards. */
function neighboursIn(branches: readonly Branch[]): ReadonlyMap<string, Neighbours> {
  const all = walk(branches);
  const siblingsOf = (branch: Branch) => all.find(({ children }) => children.includes(branch))?.children ?? branches;
  return new Map(
    all.map((branch) => {
      const siblings = siblingsOf(branch);
      const place = siblings.indexOf(branch);
      const neighbour: Neighbours = {
        ArrowUp: all.find(({ children }) => children.includes(branch))?.department.id,
        ArrowDown: branch.children[0]?.department.id,
        ArrowLeft: siblings[place - 1]?.department.id,
        ArrowRight: siblings[place + 1]?.department.id,
      };
      return [cardId(branch.department.id), neighbour];
    }),
  );
}
