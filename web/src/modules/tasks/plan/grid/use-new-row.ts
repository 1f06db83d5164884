import { useState } from 'react';
import type { PlanRow } from '../rules/outline';

/** Which task the next new one becomes a part of: as the last row is, unless it was stepped in or out. */
export function useNewRow(root: string, rows: readonly PlanRow[]) {
  const [chosen, setChosen] = useState<string>();
  const last = rows.at(-1);
  const inside = last ? last.task.ancestors.slice(last.task.ancestors.indexOf(root) + 1) : [];
  // From the outermost to the innermost that it can be a part of.
  const parents = [root, ...inside, ...(last ? [last.task.id] : [])];
  const usual = parents.indexOf(last?.parent ?? root);
  const wanted = chosen === undefined ? -1 : parents.indexOf(chosen);
  const level = wanted < 0 ? usual : wanted;
  return {
    parent: parents[level] ?? root,
    level,
    step: (by: 1 | -1) => setChosen(parents[Math.min(parents.length - 1, Math.max(0, level + by))]),
  };
}

export type NewRowPlace = ReturnType<typeof useNewRow>;
