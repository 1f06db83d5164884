import { IconChevronDown, IconChevronRight, IconGripVertical, IconLayoutSidebarRightExpand } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isOpenRow } from '../data/use-cells';
import type { RowMarks } from '../data/overlay';
import { isWritten, planColumns, type PlanColumn } from '../rules/columns';
import type { PlanRow } from '../rules/outline';
import { CellContent } from './cell-content';
import styles from './grid.module.css';

type PlanRowProps = {
  root: string;
  row: PlanRow;
  index: number;
  top: number;
  /** The first and the last column of it that is selected; none where there is none. */
  from?: number;
  to?: number;
  active?: number;
  marks?: RowMarks;
  isFolded: boolean;
  onFold: (id: string) => void;
};

/** One task of the plan. What can be written is written over it, see CellEditor. */
export const PlanRowView = memo(function PlanRowView(props: PlanRowProps) {
  const { root, row, index, top, from = -1, to = -1, active, marks = {}, isFolded } = props;
  const isOpen = isOpenRow(row);
  const isSelected = (column: number) => column >= from && column <= to;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-level={row.level + 1}
      aria-expanded={row.hasParts ? !isFolded : undefined}
      aria-selected={from >= 0}
      className={styles.row}
      data-row={index}
      data-parts={row.hasParts || undefined}
      style={{ top }}
    >
      {planColumns.map((column, number) => {
        const mark = isWritten(column) ? marks[column] : undefined;
        return (
          <div
            key={column}
            id={cellId(row.task.id, column)}
            role="gridcell"
            aria-selected={isSelected(number)}
            aria-readonly={!isOpen || !isWritten(column)}
            aria-invalid={mark?.reason ? true : undefined}
            className={styles.cell}
            data-column={number}
            data-name={column}
            data-selected={isSelected(number) || undefined}
            data-active={number === active || undefined}
            data-saving={(mark && !mark.reason) || undefined}
            data-refused={mark?.reason !== undefined || undefined}
          >
            {column === 'number' && <Handle isOpen={isOpen} />}
            {column === 'title' ? (
              <Title {...props} root={root}>
                <CellContent row={row} column={column} mark={mark} />
              </Title>
            ) : (
              <CellContent row={row} column={column} mark={mark} />
            )}
          </div>
        );
      })}
    </div>
  );
});

export const cellId = (id: string, column: PlanColumn): string => `plan-${id}-${column}`;

/** By it the row is dragged to another place; keys do the same. */
const Handle = ({ isOpen }: { isOpen: boolean }) =>
  isOpen ? (
    <span className={styles.handle} data-handle aria-hidden>
      <IconGripVertical size={14} />
    </span>
  ) : null;

function Title({ root, row, isFolded, onFold, children }: PlanRowProps & { children: ReactNode }) {
  const { t } = useTranslation('tasks');
  const Chevron = isFolded ? IconChevronRight : IconChevronDown;
  return (
    <span className={styles.title} style={{ paddingInlineStart: row.level * 20 }}>
      {row.hasParts ? (
        <button
          type="button"
          className={styles.fold}
          tabIndex={-1}
          aria-label={t('subtasks.fold', { title: row.task.title })}
          aria-expanded={!isFolded}
          onClick={() => onFold(row.task.id)}
        >
          <Chevron size={16} aria-hidden />
        </button>
      ) : (
        <span className={styles.noFold} />
      )}
      {children}
      <Link
        to="/tasks/$taskId/plan/$partId"
        params={{ taskId: root, partId: row.task.id }}
        className={styles.open}
        tabIndex={-1}
        aria-label={t('plan.openTask', { title: row.task.title })}
        title={t('open')}
      >
        <IconLayoutSidebarRightExpand size={16} aria-hidden />
      </Link>
    </span>
  );
}
