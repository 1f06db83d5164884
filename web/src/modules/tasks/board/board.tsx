import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Task } from '../../../api/types';
import { useKeys } from '../../../kit/keys/use-keys';
import type { ListState } from '../list/list-state';
import { areOpen, type Status, statuses } from '../data/task-words';
import { BoardColumn } from './board-column';
import styles from './board.module.css';
import { stepBetweenCards } from './card-focus';

type BoardProps = { state: ListState; onOrder: (hrefs: readonly string[]) => void };

/** Tasks by status. A card is dragged, or moved by its menu, to where the server lets it go. */
export function Board({ state, onOrder }: BoardProps) {
  const { t } = useTranslation('tasks');
  const [dragged, setDragged] = useState<Task>();
  const shown = state.filter.status.length > 0 ? statuses.filter((status) => state.filter.status.includes(status)) : statuses;
  const onColumn = useColumnOrder(shown, onOrder);
  useKeys({ j: () => stepBetweenCards(1), k: () => stepBetweenCards(-1) });

  return (
    // Columns that don't fit are scrolled to, also by the keys where there is no card to focus.
    <div className={styles.board} role="group" aria-label={t('layout.board')} tabIndex={0}>
      {shown.map((status) => (
        <BoardColumn
          key={status}
          status={status}
          isOptional={isOptional(status, state)}
          state={state}
          dragged={dragged}
          onDrag={setDragged}
          onTasks={onColumn}
        />
      ))}
    </div>
  );
}

/** Few tasks are laid aside: their columns appear with the first of them, unless somebody asks for them. */
const isOptional = (status: Status, { filter }: ListState): boolean =>
  (status === 'declined' || status === 'deferred') && (filter.status.length === 0 || areOpen(filter.status));

/** Puts the columns' tasks into one order, column by column, for the sheet over the board. */
function useColumnOrder(shown: readonly Status[], onOrder: (hrefs: readonly string[]) => void) {
  const [columns, setColumns] = useState<Partial<Record<Status, readonly string[]>>>({});
  const key = shown.join();
  useEffect(() => {
    const ids = statuses.filter((status) => key.split(',').includes(status)).flatMap((status) => columns[status] ?? []);
    onOrder(ids.map((id) => `/tasks/${id}`));
  }, [columns, key, onOrder]);
  return useCallback((status: Status, ids: readonly string[]) => setColumns((before) => ({ ...before, [status]: ids })), []);
}
