import { BaseEdge, type EdgeProps } from '@xyflow/react';
import type { LineEdge } from './chart-nodes';
import { type Point, roundedPath } from './line-path';

/** How far below a card its line turns, and how far beside a card of a column it runs down. */
const turn = 28;
const beside = 14;

/** The line from a department to the one above it. */
export function DepartmentLine({ sourceX, sourceY, targetX, targetY, data }: EdgeProps<LineEdge>) {
  return <BaseEdge path={roundedPath(pointsOf({ sourceX, sourceY, targetX, targetY }, data?.link))} />;
}

type Ends = { sourceX: number; sourceY: number; targetX: number; targetY: number };

function pointsOf({ sourceX, sourceY, targetX, targetY }: Ends, link: 'top' | 'side' | 'stack' | undefined): Point[] {
  const start: Point = [sourceX, sourceY];
  const end: Point = [targetX, targetY];
  if (link === 'stack') return [start, [sourceX, targetY], end];
  const arrival = link === 'side' ? targetX - beside : targetX;
  return [start, [sourceX, sourceY + turn], [arrival, sourceY + turn], [arrival, targetY], end];
}
