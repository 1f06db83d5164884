import { type PointerEvent, useState } from 'react';
import type { ShownPlan } from '../data/use-plan';
import { usePlanRows } from '../plan-rows';
import { dropOn, type Half, isMove, type Move } from '../rules/moves';

type Drag = { readonly id: string; readonly target: number; readonly half: Half };

/** So near to an edge of the pane it scrolls. */
const edge = 36;

/** Rows are dragged by their handles to stand before or behind another row. */
export function useRowDrag(plan: ShownPlan) {
  const { scroller, rowHeight } = usePlanRows();
  const [drag, setDrag] = useState<Drag>();
  const moveOf = ({ id, target, half }: Drag): Move | undefined => {
    const move = dropOn(plan.rows, plan.all, id, target, half);
    return move && isMove(plan.all, move) ? move : undefined;
  };

  function over(event: PointerEvent, id: string): void {
    const body = event.currentTarget.getBoundingClientRect();
    const offset = (event.clientY - body.top) / rowHeight;
    const target = Math.min(plan.rows.length - 1, Math.max(0, Math.floor(offset)));
    setDrag({ id, target, half: offset - target < 0.5 ? 'upper' : 'lower' });
    const pane = scroller.current?.getBoundingClientRect();
    if (!pane) return;
    const beyond = event.clientY < pane.top + 2 * edge ? -1 : event.clientY > pane.bottom - edge ? 1 : 0;
    scroller.current?.scrollBy(0, beyond * rowHeight);
  }

  return {
    dragged: drag?.id,
    /** Where the line is drawn, in pixels from the top; nowhere where the row cannot go. */
    line: drag && moveOf(drag) ? (drag.target + (drag.half === 'lower' ? 1 : 0)) * rowHeight : undefined,
    handlers: {
      onPointerDown(event: PointerEvent): void {
        const { target } = event;
        if (!(target instanceof Element) || target.closest('[data-handle]') === null) return;
        const row = plan.rows[Number(target.closest('[data-row]')?.getAttribute('data-row') ?? -1)];
        if (!row) return;
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        over(event, row.task.id);
      },
      onPointerMove: (event: PointerEvent) => drag && over(event, drag.id),
      onPointerUp(): void {
        const move = drag && moveOf(drag);
        if (move) plan.writer.move([move]);
        setDrag(undefined);
      },
      onPointerCancel: () => setDrag(undefined),
    },
  };
}
