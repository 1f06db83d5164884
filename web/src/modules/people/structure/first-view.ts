import type { Viewport } from '@xyflow/react';
import { cardWidth, type Place } from './layout';

/** Smaller than this, names are no longer read. */
const readable = 0.75;
const margin = 32;

/** Begins at the top, as large as the width allows; where it doesn't, with the first department in the middle. */
export function viewportFor(places: readonly Place[], width: number): Viewport {
  const left = Math.min(...places.map(({ x }) => x));
  const right = Math.max(...places.map(({ x }) => x + cardWidth));
  const zoom = Math.min(1, Math.max(readable, (width - 2 * margin) / (right - left)));
  const fits = (right - left) * zoom <= width - 2 * margin;
  const middle = fits ? (left + right) / 2 : (places[0]?.x ?? 0) + cardWidth / 2;
  return { x: width / 2 - middle * zoom, y: margin, zoom };
}
