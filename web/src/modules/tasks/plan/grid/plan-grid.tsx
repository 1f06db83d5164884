import { useCallback, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useCells } from '../data/use-cells';
import { useCellWords, useReading } from '../data/use-cell-words';
import type { ShownPlan } from '../data/use-plan';
import { usePlanRows } from '../plan-rows';
import { planColumns } from '../rules/columns';
import { cellText } from '../rules/cell-text';
import { BulkBar } from './bulk-bar';
import { CellEditor } from './cell-editor';
import styles from './grid.module.css';
import { NewRow } from './new-row';
import { PlanRowView } from './plan-row';
import { isWhole } from './selection';
import { useGrid } from './use-grid';
import { useMouse } from './use-mouse';
import { useNewRow } from './use-new-row';
import { useRowDrag } from './use-row-drag';

type PlanGridProps = { root: string; plan: ShownPlan; hasSheet: boolean; onOpen: (id: string) => void };

/** All tasks below one as a spreadsheet. */
export function PlanGrid({ root, plan, hasSheet, onOpen }: PlanGridProps) {
  const { t } = useTranslation('tasks');
  const { scroller, shown, totalHeight } = usePlanRows();
  const words = useCellWords(plan.all);
  const reading = useReading();
  const newRow = useNewRow(root, plan.rows);
  const cells = useCells({ plan, words, reading, newParent: newRow.parent });
  const grid = useGrid({ plan, cells, newRow, onOpen });
  const drag = useRowDrag(plan);
  const mouse = useMouse(grid);
  const { folded, setFolded } = plan;
  const { focus, range, selection, row, column } = grid;

  const fold = useCallback(
    (id: string) => {
      const next = new Set(folded);
      if (!next.delete(id)) next.add(id);
      setFolded(next);
    },
    [folded, setFolded],
  );
  useEffect(() => {
    if (!hasSheet) focus();
  }, [hasSheet, focus]);
  // Whole rows begin at the left, wherever the pane stands.
  useColumnInView(scroller.current, isWhole(range) ? 0 : selection.head.column);

  const place = row ? `${row.number} ${row.task.title}` : t('plan.newRow');
  const label = `${place}, ${t(`plan.column.${column}`)}`;
  return (
    <>
      <div ref={scroller} className={styles.scroller}>
        <div
          role="treegrid"
          aria-label={t('plan.title')}
          aria-rowcount={plan.rows.length + 2}
          aria-colcount={planColumns.length}
          aria-multiselectable
          className={styles.grid}
        >
          <div role="rowgroup" className={styles.heads}>
            <div role="row" aria-rowindex={1} className={styles.headRow}>
              {planColumns.map((name) => (
                <div key={name} role="columnheader" className={styles.head} data-name={name}>
                  <span>{t(`plan.column.${name}`)}</span>
                </div>
              ))}
            </div>
          </div>
          <div role="rowgroup" className={styles.body} style={{ height: totalHeight }} {...mouse} {...drag.handlers}>
            {shown.map(({ index, top, row: one }) => {
              const isIn = index >= range.top && index <= range.bottom;
              const selected = isIn ? { from: range.left, to: range.right } : {};
              const active = index === selection.active.row ? selection.active.column : undefined;
              if (one === undefined) return <NewRow key="new" index={index} top={top} place={newRow} {...selected} />;
              return (
                <PlanRowView
                  key={one.task.id}
                  root={root}
                  row={one}
                  index={index}
                  top={top}
                  active={active}
                  marks={plan.overlay.marks.get(one.task.id)}
                  isFolded={folded.has(one.task.id)}
                  onFold={fold}
                  {...selected}
                />
              );
            })}
          </div>
        </div>
        <div className={styles.over}>
          {drag.line !== undefined && <div className={styles.drop} style={{ top: drag.line }} />}
          <CellEditor plan={plan} grid={grid} reading={reading} label={label} />
        </div>
      </div>
      <p className="visually-hidden" role="status">
        {row && !grid.editing ? `${label}: ${cellText(row, column, words)}` : ''}
      </p>
      <BulkBar plan={plan} range={range} onDone={grid.focus} />
    </>
  );
}

/** What sticks at the left covers what scrolls below it. */
const stuck = 408;

function useColumnInView(pane: HTMLElement | null, column: number): void {
  useEffect(() => {
    const head = pane?.querySelectorAll<HTMLElement>('[role="columnheader"]')[column];
    if (!pane || !head || column < 2) return;
    const start = head.offsetLeft - stuck;
    const end = head.offsetLeft + head.offsetWidth - pane.clientWidth;
    if (pane.scrollLeft > start) pane.scrollLeft = start;
    else if (pane.scrollLeft < end) pane.scrollLeft = end;
  }, [pane, column]);
}
