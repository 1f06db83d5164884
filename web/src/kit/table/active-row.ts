import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useKeys } from '../keys/use-keys';

type ActiveRowOptions = {
  count: number;
  /** Whether j and k move here, wherever the focus is. */
  enabled: boolean;
  onOpen: (index: number) => void;
  reveal: (index: number) => void;
};

/** One row of a list is the one that the keyboard acts on: j, k and the arrows move, Enter opens. */
export function useActiveRow({ count, enabled, onOpen, reveal }: ActiveRowOptions) {
  const [active, setActive] = useState(0);
  const elements = useRef(new Map<number, HTMLElement>());
  const wantsFocus = useRef(false);
  const current = Math.min(active, Math.max(0, count - 1));

  /** The first step leads into the list: to the row that was last reached in it. */
  function move(step: number): void {
    const isHere = elements.current.get(current)?.contains(document.activeElement) ?? false;
    const target = Math.min(count - 1, Math.max(0, isHere ? current + step : current));
    if (target < 0) return;
    wantsFocus.current = true;
    setActive(target);
    reveal(target);
    elements.current.get(target)?.focus({ preventScroll: true });
  }

  // A row that had to be scrolled into being takes the focus when it appears.
  useEffect(() => {
    const element = wantsFocus.current ? elements.current.get(current) : undefined;
    if (element === undefined) return;
    wantsFocus.current = false;
    element.focus({ preventScroll: true });
  });

  useKeys({ j: () => move(1), k: () => move(-1) }, enabled);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.target !== event.currentTarget) return;
    if (event.key === 'ArrowDown') move(1);
    else if (event.key === 'ArrowUp') move(-1);
    else if (event.key === 'Enter') onOpen(current);
    else return;
    event.preventDefault();
  }

  const rowProps = (index: number, measure?: (element: HTMLElement | null) => void) => ({
    tabIndex: index === current ? 0 : -1,
    onKeyDown,
    onFocus: () => setActive(index),
    ref: (element: HTMLElement | null) => {
      measure?.(element);
      if (element) elements.current.set(index, element);
      else elements.current.delete(index);
    },
  });

  return { active: current, setActive, rowProps };
}
