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

/** The line from a department to the one above it. */
export const toEdge = ({ branch: { department }, link }: Place): Edge => ({
  id: `above ${department.id}`,
  source: department.parent,
  target: department.id,
  type: 'smoothstep',
  focusable: false,
  selectable: false,
  ...(link === 'stack' ? { sourceHandle: 'stack', targetHandle: 'side' } : { sourceHandle: 'middle', targetHandle: 'top' }),
});
