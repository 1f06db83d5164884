import { useSyncExternalStore } from 'react';

export type Density = 'comfortable' | 'compact';

const storageKey = 'atrium.density';
const listeners = new Set<() => void>();

const current = (): Density => (document.documentElement.dataset.density === 'compact' ? 'compact' : 'comfortable');

export function chooseDensity(density: Density): void {
  document.documentElement.dataset.density = density;
  localStorage.setItem(storageKey, density);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useDensity = (): Density => useSyncExternalStore(subscribe, current);
