import { useTranslation } from 'react-i18next';
import { planColumns } from '../rules/columns';
import styles from './grid.module.css';
import type { NewRowPlace } from './use-new-row';

type NewRowProps = { index: number; top: number; place: NewRowPlace; from?: number; to?: number };

/** Behind all rows: what is typed or pasted here becomes a task. */
export function NewRow({ index, top, place, from = -1, to = -1 }: NewRowProps) {
  const { t } = useTranslation('tasks');
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-level={place.level + 1}
      className={styles.row}
      data-row={index}
      style={{ top }}
    >
      {planColumns.map((column, number) => (
        <div
          key={column}
          role="gridcell"
          aria-readonly={column !== 'title'}
          className={styles.cell}
          data-column={number}
          data-name={column}
          data-selected={(number >= from && number <= to) || undefined}
        >
          {column === 'title' && (
            <span className={styles.new} style={{ paddingInlineStart: place.level * 20 + 24 }}>
              {t('plan.newRow')}
            </span>
          )}
        </div>
      ))}
    </div>
  );
}
