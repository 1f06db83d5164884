import { type NodeChange, type OnNodeDrag, applyNodeChanges, useReactFlow } from '@xyflow/react';
import { useState } from 'react';
import { idsOf } from '../../../kit/people/department-tree';
import { type CardNode, toNode } from './chart-nodes';
import { useDepartmentDialogs } from './department-dialogs';
import type { Place } from './layout';

/** Cards that can be put onto one another. Nothing moves before the person has confirmed it; until then all stands where it stood. */
export function useCardDrag(places: readonly Place[], onFold: (id: string) => void) {
  const { getIntersectingNodes } = useReactFlow<CardNode>();
  const { move } = useDepartmentDialogs();
  const standing = () => places.map((place) => toNode(place, onFold));
  const [nodes, setNodes] = useState<CardNode[]>(standing);
  const [shown, setShown] = useState(places);

  if (shown !== places) {
    setShown(places);
    setNodes(standing());
  }

  /** The card under the dragged one that it may be put below: the one it covers most. */
  function targetOf(dragged: CardNode): CardNode | undefined {
    const { branch } = dragged.data.place;
    const within = idsOf(branch);
    const distance = ({ position }: CardNode) => Math.hypot(position.x - dragged.position.x, position.y - dragged.position.y);
    return getIntersectingNodes(dragged)
      .filter(({ id }) => !within.has(id) && id !== branch.department.parent)
      .sort((a, b) => distance(a) - distance(b))[0];
  }

  const onNodeDrag: OnNodeDrag<CardNode> = (_, dragged) => {
    const target = targetOf(dragged)?.id;
    setNodes((before) =>
      before.map((node) =>
        node.data.isTarget === (node.id === target) ? node : { ...node, data: { ...node.data, isTarget: node.id === target } },
      ),
    );
  };

  const onNodeDragStop: OnNodeDrag<CardNode> = (_, dragged) => {
    const target = targetOf(dragged);
    setNodes(standing());
    if (target) move(dragged.data.place.branch.department, target.id);
  };

  return {
    nodes,
    onNodesChange: (changes: NodeChange<CardNode>[]) => setNodes((before) => applyNodeChanges(changes, before)),
    onNodeDrag,
    onNodeDragStop,
  };
}
