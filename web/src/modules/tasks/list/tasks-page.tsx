import { useDebouncedCallback } from '@mantine/hooks';
import { getRouteApi, Outlet, useParams } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SheetOrder } from '../../../kit/page/sheet-order';
import { useTitle } from '../../../kit/page/page';
import { ColumnsMenu } from '../../../kit/table/columns-menu';
import { Board } from '../board/board';
import { QuickCreate } from '../create/quick-create';
import { FilterChips } from './filter-chips';
import { LayoutSwitch } from './layout-switch';
import { type ListState, searchOf, stateOf } from './list-state';
import { SearchField } from './search-field';
import { useTaskColumns } from './task-columns';
import { TaskTable } from './task-table';
import styles from './tasks-page.module.css';
import { TaskViews } from './task-views';

const route = getRouteApi('/tasks');

/** All tasks, as a table or a board, filtered as one likes; one of them opens over it. */
export function TasksPage() {
  const { t } = useTranslation('tasks');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { taskId } = useParams({ strict: false });
  const [order, setOrder] = useState<readonly string[]>([]);
  const state = useMemo(() => stateOf(search), [search]);
  const columns = useTaskColumns();
  useTitle(t('title'));

  const show = (changed: ListState, view = search.view) => void navigate({ search: searchOf(changed, view) });
  // Each letter would be a page to go "back" through.
  const searchFor = useDebouncedCallback(
    (q: string) => void navigate({ search: searchOf({ ...state, q }, search.view), replace: true }),
    200,
  );

  return (
    <SheetOrder value={order}>
      <div className={styles.page}>
        <header className={styles.header}>
          <h1 className={styles.title}>{t('title')}</h1>
          <div className={styles.views}>
            <TaskViews state={state} view={search.view} onShow={show} />
          </div>
          <div className={styles.tools}>
            <LayoutSwitch value={state.layout} onChange={(layout) => show({ ...state, layout })} />
            {state.layout === 'table' && (
              <ColumnsMenu columns={columns} shown={state.columns} onChange={(shown) => show({ ...state, columns: shown })} />
            )}
          </div>
          <SearchField className={styles.search} value={state.q} onChange={searchFor} />
        </header>
        <FilterChips filter={state.filter} onChange={(filter) => show({ ...state, filter })} />
        <div className={styles.quick}>
          <QuickCreate />
        </div>
        <div className={styles.list}>
          {state.layout === 'board' ? (
            <Board state={state} onOrder={setOrder} />
          ) : (
            <TaskTable
              state={state}
              columns={columns}
              openId={taskId}
              onSort={(sort) => show({ ...state, sort })}
              onOrder={setOrder}
            />
          )}
        </div>
      </div>
      <Outlet />
    </SheetOrder>
  );
}
