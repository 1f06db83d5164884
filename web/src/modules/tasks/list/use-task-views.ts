import { useTranslation } from 'react-i18next';
import { undoToast } from '../../../kit/feedback/toast';
import type { ViewTab } from '../../../kit/table/views-bar';
import { useDeleteView, useSaveView, useViews } from '../data/views';
import { useWaitingCount } from '../data/waiting';
import {
  isOwnView,
  isSameState,
  type ListState,
  ownViews,
  stateOfOwnView,
  stateOfView,
  viewOfState,
  waitingView,
} from './list-state';

type Show = (state: ListState, view: string | undefined) => void;

/** The views everybody has, then the saved ones; which of them is shown, and what can be done with them. */
export function useTaskViews(state: ListState, view: string | undefined, show: Show) {
  const { t } = useTranslation(['tasks', 'common']);
  const { data: saved = [] } = useViews();
  const save = useSaveView();
  const remove = useDeleteView();
  const waiting = useWaitingCount();

  const active = view ?? (isSameState(state, stateOfOwnView('mine')) ? 'mine' : undefined);
  const stored = saved.find(({ id }) => id === active);
  const base = stored ? stateOfView(stored) : stateOfOwnView(isOwnView(active) ? active : 'mine');

  const own: readonly ViewTab[] = Object.keys(ownViews)
    .filter(isOwnView)
    .map((id) => ({ id, name: t(`view.${id}`) }));
  const tabs: readonly ViewTab[] = [
    ...own.slice(0, 1),
    { id: waitingView, name: t('view.waiting'), count: waiting },
    ...own.slice(1),
    ...saved.map(({ id, name, allowedActions }) => ({
      id,
      name,
      canUpdate: allowedActions.includes('update'),
      canDelete: allowedActions.includes('delete'),
    })),
  ];

  return {
    tabs,
    active,
    isChanged: !isSameState({ ...state, q: '' }, base),

    pick(id: string): void {
      const picked = saved.find((other) => other.id === id);
      if (picked) show(stateOfView(picked), id);
      else if (isOwnView(id)) show({ ...stateOfOwnView(id), layout: state.layout }, id);
    },

    saveAs(name: string, shared: boolean): void {
      const input = { ...viewOfState(state), name, shared };
      save.mutate({ input }, { onSuccess: ({ id }) => show(state, id) });
    },

    save(): void {
      if (stored) save.mutate({ view: stored, input: viewOfState(state) });
    },

    remove(): void {
      if (!stored) return;
      const { name, shared } = stored;
      const input = { ...viewOfState(stateOfView(stored)), name, shared };
      remove.mutate(stored, {
        onSuccess: () => {
          show(stateOfOwnView('mine'), 'mine');
          undoToast(t('common:views.removed'), () => save.mutate({ input }));
        },
      });
    },
  };
}
