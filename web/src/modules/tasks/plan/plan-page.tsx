import { ActionIcon, Button, Tooltip } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconArrowsDiagonal,
  IconArrowsDiagonalMinimize2,
  IconLayoutSidebarRightExpand,
} from '@tabler/icons-react';
import { getRouteApi, Link, Outlet, useNavigate, useParams } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '../../../kit/page/page';
import { SheetOrder } from '../../../kit/page/sheet-order';
import { usePhone } from '../../../kit/screen/phone';
import { ErrorState } from '../../../kit/states/error-state';
import { ListSkeleton } from '../../../kit/states/skeletons';
import { type ShownPlan, usePlan } from './data/use-plan';
import { FailedRows } from './failed-rows';
import { PlanGrid } from './grid/plan-grid';
import { PlanOutline } from './plan-outline';
import styles from './plan-page.module.css';
import { PlanRowsProvider } from './plan-rows';

const route = getRouteApi('/tasks/$taskId/plan');

/** A task and all below it, to be planned as in a spreadsheet. */
export function PlanPage() {
  const { taskId } = route.useParams();
  return <PlanOf key={taskId} id={taskId} />;
}

function PlanOf({ id }: { id: string }) {
  const { t } = useTranslation('tasks');
  const isPhone = usePhone();
  const navigate = useNavigate();
  const { partId } = useParams({ strict: false });
  const plan = usePlan(id);
  const { root, rows } = plan;
  const order = useMemo(() => rows.map(({ task }) => `/tasks/${id}/plan/${task.id}`), [rows, id]);
  const open = (part: string) => void navigate({ to: '/tasks/$taskId/plan/$partId', params: { taskId: id, partId: part } });

  return (
    <SheetOrder value={order}>
      <Page
        title={root ? t('plan.of', { title: root.title }) : t('plan.title')}
        beside={root && <Facts plan={plan} />}
        actions={root && <Actions id={id} plan={plan} isPhone={isPhone} />}
      >
        {!root ? (
          plan.error ? (
            <ErrorState error={plan.error} onRetry={plan.retry} />
          ) : (
            <ListSkeleton rows={16} />
          )
        ) : isPhone ? (
          <PlanOutline root={id} plan={plan} />
        ) : (
          <PlanRowsProvider rows={rows}>
            <div className={styles.panes}>
              <PlanGrid root={id} plan={plan} hasSheet={partId !== undefined} onOpen={open} />
            </div>
          </PlanRowsProvider>
        )}
        <FailedRows plan={plan} />
      </Page>
      <Outlet />
    </SheetOrder>
  );
}

/** How many there are, how far they are, and whether all is saved. */
function Facts({ plan }: { plan: ShownPlan }) {
  const { t } = useTranslation('tasks');
  const rollup = plan.root?.rollup;
  return (
    <span className={`${styles.facts} quiet numbers`}>
      {rollup && <span>{t('sheet.subtasksDone', { done: rollup.completed, count: rollup.subtasks })}</span>}
      <span role="status">{plan.isSaving ? t('plan.saving') : plan.history.done.length > 0 ? t('plan.saved') : ''}</span>
    </span>
  );
}

function Actions({ id, plan, isPhone }: { id: string; plan: ShownPlan; isPhone: boolean }) {
  const { t } = useTranslation('tasks');
  const { writer, history, folded, all, setFolded } = plan;
  const parents = all.filter(({ hasParts }) => hasParts).map(({ task }) => task.id);
  const isFolded = folded.size > 0;
  return (
    <>
      <Action
        label={t('plan.undo')}
        isOff={history.done.length === 0}
        onClick={writer.undo}
        icon={<IconArrowBackUp size={18} aria-hidden />}
      />
      <Action
        label={t('plan.redo')}
        isOff={history.undone.length === 0}
        onClick={writer.redo}
        icon={<IconArrowForwardUp size={18} aria-hidden />}
      />
      <Action
        label={isFolded ? t('plan.unfoldAll') : t('plan.foldAll')}
        isOff={parents.length === 0}
        onClick={() => setFolded(new Set(isFolded ? [] : parents))}
        icon={isFolded ? <IconArrowsDiagonal size={18} aria-hidden /> : <IconArrowsDiagonalMinimize2 size={18} aria-hidden />}
      />
      {!isPhone && (
        <Button
          variant="default"
          leftSection={<IconLayoutSidebarRightExpand size={16} aria-hidden />}
          renderRoot={(props) => <Link to="/tasks/$taskId/plan/$partId" params={{ taskId: id, partId: id }} {...props} />}
        >
          {t('plan.openRoot')}
        </Button>
      )}
    </>
  );
}

type ActionProps = { label: string; isOff: boolean; onClick: () => void; icon: ReactNode };

const Action = ({ label, isOff, onClick, icon }: ActionProps) => (
  <Tooltip label={label}>
    <ActionIcon aria-label={label} disabled={isOff} onClick={onClick}>
      {icon}
    </ActionIcon>
  </Tooltip>
);
