import { useEffect } from 'react';
import { useSession } from '../../session/session';

/** What may name the tab, from below to above: the topmost that is open does. */
const layers = ['page', 'section', 'sheet'] as const;

type Layer = (typeof layers)[number];

const open = new Map<Layer, string>();

function show(): void {
  const titles = layers.flatMap((layer) => open.get(layer) ?? []);
  document.title = titles.at(-1) ?? 'Atrium';
}

/** The title of the browser's tab, as long as that part of the page is open. */
export function useTitle(title: string, layer: Layer): void {
  const { company } = useSession();
  const whole = `${title} · ${company.name || 'Atrium'}`;
  useEffect(() => {
    open.set(layer, whole);
    show();
    return () => {
      // The next one of the layer may be there already.
      if (open.get(layer) === whole) open.delete(layer);
      show();
    };
  }, [layer, whole]);
}
