import { useEffect, useRef } from 'react';
import { keyReader } from './keys';

export type Shortcuts = Readonly<Record<string, (event: KeyboardEvent) => void>>;

/** Listens for shortcuts anywhere on the page, except while the person is typing or in a menu or dialog of its own. */
export function useKeys(shortcuts: Shortcuts, enabled = true): void {
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  });

  useEffect(() => {
    if (!enabled) return undefined;
    const read = keyReader();
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const names = Object.keys(latest.current).filter((name) => name.startsWith('mod+') || !isElsewhere(event.target));
      const found = read(event, names);
      if (found === undefined) return;
      event.preventDefault();
      latest.current[found]?.(event);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [enabled]);
}

const ownKeys = 'input, textarea, select, [contenteditable="true"], [role="menu"], [role="listbox"], [aria-modal="true"]';

const isElsewhere = (target: EventTarget | null) => target instanceof Element && target.closest(ownKeys) !== null;
