import '@xyflow/react/dist/base.css';
import { useParams } from '@tanstack/react-router';
import { type NodeTypes, ReactFlow, ReactFlowProvider } from '@xyflow/react';
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Branch } from '../../../kit/people/department-tree';
import { toEdge } from './chart-nodes';
import { ChartTools } from './chart-tools';
import { DepartmentCard } from './department-card';
import { useFolded } from './folded';
import { layout } from './layout';
import styles from './structure.module.css';
import { useCardDrag } from './use-card-drag';
import { useCardKeys } from './use-card-keys';

const nodeTypes: NodeTypes = { department: DepartmentCard };

/** The departments as cards under one another, to look over, to fold, and to rearrange by dragging. */
export function StructureChart({ branches }: { branches: readonly Branch[] }) {
  return (
    <ReactFlowProvider>
      <Chart branches={branches} />
    </ReactFlowProvider>
  );
}

function Chart({ branches }: { branches: readonly Branch[] }) {
  const { t } = useTranslation('people');
  const { departmentId: openId } = useParams({ strict: false });
  const folded = useFolded(branches, openId);
  const places = useMemo(() => layout(branches, folded.ids), [branches, folded.ids]);
  const edges = useMemo(() => places.filter(({ link }) => link !== 'none').map(toEdge), [places]);
  const drag = useCardDrag(places, folded.toggle);
  const { onKeyDown, reveal } = useCardKeys(branches);

  useEffect(() => {
    if (openId !== undefined) reveal(openId);
  }, [openId, reveal]);

  return (
    <section className={styles.chart} aria-label={t('view.structure')} onKeyDown={onKeyDown}>
      <ReactFlow
        nodes={drag.nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        onNodesChange={drag.onNodesChange}
        onNodeDrag={drag.onNodeDrag}
        onNodeDragStop={drag.onNodeDragStop}
        nodeDragThreshold={6}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        disableKeyboardA11y
        deleteKeyCode={null}
        selectionKeyCode={null}
        panOnScroll
        minZoom={0.2}
        maxZoom={1.5}
        fitView
        fitViewOptions={{ padding: 0.12, maxZoom: 1 }}
        proOptions={{ hideAttribution: true }}
      />
      <ChartTools folded={folded} />
    </section>
  );
}
