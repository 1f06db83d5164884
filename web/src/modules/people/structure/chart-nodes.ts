import type { Edge, Node } from '@xyflow/react';
import { cardHeight, cardWidth, type Place } from './layout';

export type CardData = {
  readonly place: Place;
  readonly onFold: (id: string) => void;
  /** Something is dragged over it that may be put below it. */
  readonly isTarget: boolean;
};

export type CardNode = Node<CardData, 'department'>;

export const toNode = (place: Place, onFold: (id: string) => void): CardNode => ({
  id: place.branch.department.id,
  type: 'department',
  position: { x: place.x, y: place.y },
  width: cardWidth,
  height: cardHeight,
  draggable: place.branch.department.allowedActions.includes('move'),
  selectable: false,
  data: { place, onFold, isTarget: false },
});

export type LineEdge = Edge<{ readonly link: 'top' | 'side' | 'stack' }, 'line'>;

/** The line from a department to the one above it; those at the top have none. */
export function toEdges({ branch: { department }, link }: Place): LineEdge[] {
  if (link === 'none') return [];
  return [
    {
      id: `above ${department.id}`,
      source: department.parent,
      target: department.id,
      type: 'line',
      sourceHandle: link === 'stack' ? 'edge' : 'middle',
      targetHandle: link === 'top' ? 'top' : 'side',
      data: { link },
    },
  ];
}
