import '@xyflow/react/dist/base.css';
import { useParams } from '@tanstack/react-router';
import { type EdgeTypes, type NodeTypes, ReactFlow, ReactFlowProvider, useReactFlow } from '@xyflow/react';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Branch } from '../../../kit/people/department-tree';
import { toEdges } from './chart-nodes';
import { ChartTools } from './chart-tools';
import { DepartmentCard } from './department-card';
import { DepartmentLine } from './department-line';
import { useFolded } from './folded';
import { viewportFor } from './first-view';
import { layout } from './layout';
import styles from './structure.module.css';
import { useCardDrag } from './use-card-drag';
import { useCardKeys } from './use-card-keys';

const nodeTypes: NodeTypes = { department: DepartmentCard };
/** As in the stylesheet. */
const sheetWidth = 720;

const edgeTypes: EdgeTypes = { line: DepartmentLine };

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
  const edges = useMemo(() => places.flatMap(toEdges), [places]);
  const drag = useCardDrag(places, folded.toggle);
  const { setViewport } = useReactFlow();
  const { onKeyDown, reveal } = useCardKeys(branches);

  const pane = useRef<HTMLDivElement>(null);
  const beginAtTop = () => void setViewport(viewportFor(places, pane.current?.clientWidth ?? 0));

  useEffect(() => {
    if (openId !== undefined) reveal(openId, sheetWidth);
  }, [openId, reveal]);

  return (
    <section className={styles.chart} aria-label={t('view.structure')} onKeyDown={onKeyDown}>
      <ReactFlow
        ref={pane}
        nodes={drag.nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
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
        onInit={beginAtTop}
        minZoom={0.2}
        maxZoom={1.5}
        proOptions={{ hideAttribution: true }}
      />
      <ChartTools folded={folded} />
    </section>
  );
}
