import { useSyncExternalStore } from 'react';

/** Whether something that lies over the page is open; anyone may open it. */
function overlay() {
  let opened = false;
  const listeners = new Set<() => void>();
  const change = (value: boolean) => {
    opened = value;
    for (const listener of listeners) listener();
  };
  return {
    open: () => change(true),
    close: () => change(false),
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    isOpened: () => opened,
  };
}

export const palette = overlay();
export const shortcutsSheet = overlay();

export const useOpened = (of: typeof palette): boolean => useSyncExternalStore(of.subscribe, of.isOpened);
