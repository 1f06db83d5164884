import { useDebouncedCallback } from '@mantine/hooks';
import { getRouteApi, Outlet, useNavigate, useParams } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SheetOrder } from '../../../kit/page/sheet-order';
import { useTitle } from '../../../kit/page/title';
import { usePhone } from '../../../kit/screen/phone';
import { ColumnsMenu } from '../../../kit/table/columns-menu';
import { SaveView, ViewsBar } from '../../../kit/table/views-bar';
import { Board } from '../board/board';
import { QuickCreate } from '../create/quick-create';
import { SomedayReview } from '../someday/someday-review';
import { Waiting } from '../waiting/waiting';
import { FilterChips } from './filter-chips';
import { LayoutSwitch } from './layout-switch';
import { type ListState, searchOf, somedayView, stateOf, waitingView } from './list-state';
import { SearchField } from './search-field';
import { useTaskColumns } from './task-columns';
import { TaskTable } from './task-table';
import styles from './tasks-page.module.css';
import { useTaskViews } from './use-task-views';

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
  const isPhone = usePhone();
  const isWaiting = search.view === waitingView;
  useTitle(t('title'), 'page');

  const show = (changed: ListState, view = search.view) => void navigate({ search: searchOf(changed, view) });
  const views = useTaskViews(state, search.view, show);
  // Each letter would be a page to go "back" through; a task that was opened meanwhile stays open.
  const stay = useNavigate();
  const searchFor = useDebouncedCallback(
    (q: string) => void stay({ to: '.', search: searchOf({ ...state, q }, search.view), replace: true }),
    200,
  );

  return (
    <SheetOrder value={order}>
      <div className={styles.page}>
        <header className={styles.header}>
          <h1 className={styles.title}>{t('title')}</h1>
          <div className={styles.views}>
            <ViewsBar
              views={views.tabs}
              active={views.active}
              isChanged={views.isChanged}
              onPick={(id) => (id === waitingView ? void navigate({ search: { view: waitingView } }) : views.pick(id))}
              onSave={views.save}
              onDelete={views.remove}
            />
          </div>
          {!isWaiting && (
            <>
              <div className={styles.tools}>
                <LayoutSwitch value={state.layout} onChange={(layout) => show({ ...state, layout })} />
                {state.layout === 'table' && !isPhone && (
                  <ColumnsMenu columns={columns} shown={state.columns} onChange={(shown) => show({ ...state, columns: shown })} />
                )}
              </div>
              <SearchField className={styles.search} value={state.q} onChange={searchFor} />
            </>
          )}
        </header>
        {!isWaiting && (
          <>
            <div className={styles.filters}>
              <FilterChips filter={state.filter} onChange={(filter) => show({ ...state, filter })} />
              {search.view === somedayView && <SomedayReview />}
              {views.isChanged && <SaveView onSave={views.saveAs} />}
            </div>
            {!isPhone && (
              <div className={styles.quick}>
                <QuickCreate isSomeday={search.view === somedayView} />
              </div>
            )}
          </>
        )}
        <div className={styles.list}>
          {isWaiting ? (
            <Waiting onOrder={setOrder} />
          ) : state.layout === 'board' ? (
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
