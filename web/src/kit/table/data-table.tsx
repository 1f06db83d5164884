import { type ColumnDef, getCoreRowModel, useReactTable } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { usePhone } from '../screen/phone';
import { useDensity } from '../screen/density';
import type { Column, Sort } from './column';
import { ColumnHeads } from './column-heads';
import styles from './data-table.module.css';
import { useActiveRow } from './active-row';
import { useColumnWidths } from './column-widths';

type DataTableProps<Row> = {
  /** Widths are kept on this device under this name. */
  name: string;
  label: string;
  columns: readonly Column<Row>[];
  /** The ids of the columns to show, in their order; all where absent. */
  shown?: readonly string[];
  rows: readonly Row[];
  idOf: (row: Row) => string;
  onOpen: (row: Row) => void;
  /** The row that is open in a sheet; while there is one, the keyboard belongs to the sheet. */
  openId?: string;
  sort?: Sort;
  onSort?: (id: string) => void;
  hasMore?: boolean;
  isLoadingMore?: boolean;
  onMore?: () => void;
  /** A row as it looks on a phone. */
  card: (row: Row) => ReactNode;
};

const heights = { comfortable: 40, compact: 32, phone: 72 };
/** So many rows before the end the next page is asked for. */
const ahead = 20;

/** The one table: any number of rows, by keyboard, mouse and thumb. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { rows, columns, shown, idOf, onOpen, openId, hasMore = false, isLoadingMore = false, onMore } = props;
  const { t } = useTranslation();
  const isPhone = usePhone();
  const density = useDensity();
  const pane = useRef<HTMLDivElement>(null);
  const [widths, setWidths] = useColumnWidths(props.name);

  const table = useReactTable<Row>({
    data: [...rows],
    columns: columns.map((column): ColumnDef<Row> => ({ id: column.id, size: column.width, minSize: 64, meta: column })),
    getCoreRowModel: getCoreRowModel(),
    getRowId: idOf,
    columnResizeMode: 'onChange',
    state: {
      columnSizing: widths,
      columnVisibility: Object.fromEntries(columns.map(({ id, fixed }) => [id, fixed === true || (shown?.includes(id) ?? true)])),
      columnOrder: shown ? [...columns.filter(({ fixed }) => fixed).map(({ id }) => id), ...shown] : [],
    },
    onColumnSizingChange: setWidths,
  });

  const visible = table.getVisibleLeafColumns().flatMap((column) => {
    const declared = columns.find(({ id }) => id === column.id);
    return declared ? [{ declared, width: column.getSize() }] : [];
  });
  const template = visible.map(({ declared, width }) => (declared.grows ? `minmax(${width}px, 1fr)` : `${width}px`)).join(' ');

  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => pane.current,
    estimateSize: () => (isPhone ? heights.phone : heights[density]),
    overscan: 12,
    getItemKey: (index) => {
      const row = rows[index];
      return row === undefined ? index : idOf(row);
    },
  });
  useEffect(() => virtual.measure(), [virtual, isPhone, density]);

  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  const wantsMore = hasMore && !isLoadingMore && last >= rows.length - ahead;
  useEffect(() => {
    if (wantsMore) onMore?.();
  }, [wantsMore, onMore]);

  const { active, setActive, rowProps } = useActiveRow({
    count: rows.length,
    enabled: openId === undefined,
    onOpen: (index) => {
      const row = rows[index];
      if (row !== undefined) onOpen(row);
    },
    reveal: (index) => virtual.scrollToIndex(index),
  });

  return (
    <div ref={pane} className={styles.pane}>
      <div role="grid" aria-label={props.label} aria-rowcount={hasMore ? -1 : rows.length + 1} className={styles.grid}>
        {!isPhone && <ColumnHeads table={table} columns={visible} template={template} sort={props.sort} onSort={props.onSort} />}
        <div role="rowgroup" style={{ position: 'relative', height: virtual.getTotalSize() }}>
          {items.map((item) => {
            const row = rows[item.index];
            if (row === undefined) return null;
            return (
              <div
                key={item.key}
                data-index={item.index}
                role="row"
                aria-rowindex={item.index + 2}
                className={isPhone ? styles.card : styles.row}
                data-active={item.index === active || undefined}
                data-open={idOf(row) === openId || undefined}
                style={{
                  transform: `translateY(${item.start}px)`,
                  ...(isPhone ? {} : { height: item.size, gridTemplateColumns: template }),
                }}
                {...rowProps(item.index, isPhone ? virtual.measureElement : undefined)}
                onClick={(event) => {
                  if (event.target instanceof Element && event.target.closest('a, button, input')) return;
                  setActive(item.index);
                  onOpen(row);
                }}
              >
                {isPhone ? (
                  <div role="gridcell">{props.card(row)}</div>
                ) : (
                  visible.map(({ declared }) => (
                    <div key={declared.id} role="gridcell" className={styles.cell}>
                      <CellContent>{declared.cell(row)}</CellContent>
                    </div>
                  ))
                )}
              </div>
            );
          })}
        </div>
      </div>
      {isLoadingMore && (
        <p className={styles.more} role="status">
          {t('table.loadingMore')}
        </p>
      )}
    </div>
  );
}

/** Bare text needs an element of its own to end in an ellipsis. */
function CellContent({ children }: { children: ReactNode }) {
  return typeof children === 'string' ? <span>{children}</span> : children;
}
