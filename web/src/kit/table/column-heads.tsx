import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { Header, Table } from '@tanstack/react-table';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Column, Sort } from './column';
import styles from './data-table.module.css';

type ColumnHeadsProps<Row> = {
  table: Table<Row>;
  columns: readonly { declared: Column<Row>; width: number }[];
  template: string;
  sort: Sort | undefined;
  onSort: ((id: string) => void) | undefined;
};

export function ColumnHeads<Row>({ table, columns, template, sort, onSort }: ColumnHeadsProps<Row>) {
  const headers = new Map(table.getFlatHeaders().map((header) => [header.column.id, header]));
  return (
    <div role="rowgroup" className={styles.heads}>
      <div role="row" aria-rowindex={1} className={styles.headRow} style={{ gridTemplateColumns: template }}>
        {columns.map(({ declared, width }) => (
          <Head
            key={declared.id}
            column={declared}
            width={width}
            sort={sort?.id === declared.id ? sort : undefined}
            onSort={declared.sortable ? onSort : undefined}
            header={headers.get(declared.id)}
            onWidth={(wanted) => table.setColumnSizing((before) => ({ ...before, [declared.id]: wanted }))}
          />
        ))}
      </div>
    </div>
  );
}

type HeadProps<Row> = {
  column: Column<Row>;
  width: number;
  sort: Sort | undefined;
  onSort: ((id: string) => void) | undefined;
  header: Header<Row, unknown> | undefined;
  onWidth: (width: number) => void;
};

const narrowest = 64;
const widest = 800;
const step = 16;

function Head<Row>({ column, width, sort, onSort, header, onWidth }: HeadProps<Row>) {
  const { t } = useTranslation();
  const Arrow = sort?.descending ? IconArrowDown : IconArrowUp;

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'ArrowLeft') onWidth(Math.max(narrowest, width - step));
    else if (event.key === 'ArrowRight') onWidth(Math.min(widest, width + step));
    else return;
    event.preventDefault();
  }

  return (
    <div role="columnheader" aria-sort={sort && (sort.descending ? 'descending' : 'ascending')} className={styles.head}>
      {onSort ? (
        <button type="button" className={styles.sort} onClick={() => onSort(column.id)}>
          <span className={styles.headTitle}>{column.title}</span>
          {sort && <Arrow size={12} aria-hidden />}
        </button>
      ) : (
        <span className={styles.headTitle}>{column.title}</span>
      )}
      {!column.grows && (
        <div
          role="separator"
          aria-orientation="vertical"
          aria-label={t('table.resize', { column: column.title })}
          aria-valuenow={Math.round(width)}
          aria-valuemin={narrowest}
          aria-valuemax={widest}
          tabIndex={0}
          className={styles.handle}
          onMouseDown={header?.getResizeHandler()}
          onTouchStart={header?.getResizeHandler()}
          onKeyDown={onKeyDown}
        />
      )}
    </div>
  );
}
