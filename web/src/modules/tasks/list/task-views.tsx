import { useTranslation } from 'react-i18next';
import { undoToast } from '../../../kit/feedback/toast';
import { ViewsBar, type ViewTab } from '../../../kit/table/views-bar';
import { useDeleteView, useSaveView, useViews } from '../data/views';
import {
  isOwnView,
  isSameState,
  type ListState,
  type OwnView,
  ownViews,
  stateOfOwnView,
  stateOfView,
  viewOfState,
} from './list-state';

type TaskViewsProps = {
  state: ListState;
  view: string | undefined;
  onShow: (state: ListState, view: string | undefined) => void;
};

/** The views everybody has, then the saved ones. */
export function TaskViews({ state, view: search, onShow }: TaskViewsProps) {
  const { t } = useTranslation(['tasks', 'common']);
  const { data: saved = [] } = useViews();
  const save = useSaveView();
  const remove = useDeleteView();

  const active = search ?? (isSameState(state, stateOfOwnView('mine')) ? 'mine' : undefined);
  const stored = saved.find(({ id }) => id === active);
  const own = Object.keys(ownViews).filter(isOwnView);
  const base = stored ? stateOfView(stored) : stateOfOwnView(isOwnView(active) ? active : 'mine');
  const isChanged = !isSameState({ ...state, q: '' }, base);

  const tabs: ViewTab[] = [
    ...own.map((id: OwnView) => ({ id, name: t(`view.${id}`) })),
    ...saved.map(({ id, name, allowedActions }) => ({
      id,
      name,
      canUpdate: allowedActions.includes('update'),
      canDelete: allowedActions.includes('delete'),
    })),
  ];

  function pick(id: string): void {
    const picked = saved.find((view) => view.id === id);
    if (picked) onShow(stateOfView(picked), id);
    else if (isOwnView(id)) onShow({ ...stateOfOwnView(id), layout: state.layout }, id);
  }

  function saveAs(name: string, shared: boolean): void {
    const input = { ...viewOfState(state), name, shared };
    save.mutate({ input }, { onSuccess: ({ id }) => onShow(state, id) });
  }

  function removeView(): void {
    if (stored === undefined) return;
    const { name, shared, filter, orderBy, columns, layout } = stored;
    remove.mutate(stored, {
      onSuccess: () => {
        onShow(stateOfOwnView('mine'), 'mine');
        undoToast(t('common:views.removed'), () =>
          save.mutate({ input: { name, shared, filter, orderBy, columns, layout: layout === 'board' ? 'board' : 'table' } }),
        );
      },
    });
  }

  return (
    <ViewsBar
      views={tabs}
      active={active}
      isChanged={isChanged}
      onPick={pick}
      onSaveAs={saveAs}
      onSave={() => stored && save.mutate({ view: stored, input: viewOfState(state) })}
      onDelete={removeView}
    />
  );
}
