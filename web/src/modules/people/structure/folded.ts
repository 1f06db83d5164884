import { useLocalStorage } from '@mantine/hooks';
import { useMemo } from 'react';
import { type Branch, walk } from '../../../kit/people/department-tree';

/** A chart larger than this begins with the lower levels folded. */
const largest = 40;
const openDepth = 1;

export type Folded = {
  readonly ids: ReadonlySet<string>;
  readonly toggle: (id: string) => void;
  readonly foldAll: () => void;
  readonly openAll: () => void;
};

/** Which departments hide those below them; remembered on this device. `shown` is never hidden. */
export function useFolded(branches: readonly Branch[], shown: string | undefined): Folded {
  const all = useMemo(() => walk(branches), [branches]);
  const [stored, setStored] = useLocalStorage<string[] | null>({
    key: 'atrium.structure.folded',
    defaultValue: null,
    getInitialValueInEffect: false,
  });

  const ids = useMemo(() => {
    const initial = all.length > largest ? idsFrom(all, openDepth) : [];
    const folded = new Set(stored ?? initial);
    for (const id of above(all, shown)) folded.delete(id);
    return folded;
  }, [stored, all, shown]);

  return {
    ids,
    toggle: (id) => setStored(ids.has(id) ? [...ids].filter((other) => other !== id) : [...ids, id]),
    foldAll: () => setStored(idsFrom(all, openDepth)),
    openAll: () => setStored([]),
  };
}

const idsFrom = (all: readonly Branch[], depth: number): string[] =>
  all.filter((branch) => branch.depth >= depth && branch.children.length > 0).map(({ department }) => department.id);

/** The departments above this one. */
function above(all: readonly Branch[], id: string | undefined): string[] {
  const parentOf = new Map(all.map(({ department }) => [department.id, department.parent]));
  const path: string[] = [];
  for (let next = parentOf.get(id ?? ''); next !== undefined && !path.includes(next); next = parentOf.get(next)) path.push(next);
  return path;
}
