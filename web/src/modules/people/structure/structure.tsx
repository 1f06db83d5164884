import { Button } from '@mantine/core';
import { IconPlus, IconSitemap } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { top, treeOf } from '../../../kit/people/department-tree';
import { departmentsQuery } from '../../../kit/people/people';
import { mayAll } from '../../../kit/rights';
import { usePhone } from '../../../kit/screen/phone';
import { EmptyState } from '../../../kit/states/empty-state';
import { ErrorState } from '../../../kit/states/error-state';
import { ListSkeleton } from '../../../kit/states/skeletons';
import { useSession } from '../../../session/session';
import { useDepartmentDialogs } from './department-dialogs';
import { StructureTree } from './structure-tree';

const StructureChart = lazy(() => import('./structure-chart').then((module) => ({ default: module.StructureChart })));

/** The departments as a chart; on a phone, where a chart would be a keyhole, as a list that folds. `sheet` lies over it. */
export function Structure({ sheet }: { sheet: ReactNode }) {
  const { t } = useTranslation('people');
  const { rights } = useSession();
  const { create } = useDepartmentDialogs();
  const isPhone = usePhone();
  // How many people there are in each changes with the people, which nobody announces as a change of the departments.
  const { data, error, refetch } = useQuery({ ...departmentsQuery, refetchOnMount: 'always' });
  const branches = useMemo(() => treeOf(data ?? []), [data]);

  function content(): ReactNode {
    if (data === undefined) return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <ListSkeleton />;
    if (branches.length === 0) {
      return (
        <EmptyState icon={IconSitemap} title={t('structure.empty')} text={t('structure.emptyText')}>
          {mayAll(rights, 'MODULE_PEOPLE', 'OPERATION_CHANGE') && (
            <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => create(top)}>
              {t('department.new')}
            </Button>
          )}
        </EmptyState>
      );
    }
    if (isPhone) return <StructureTree branches={branches} />;
    return (
      <Suspense fallback={<ListSkeleton />}>
        <StructureChart branches={branches} />
      </Suspense>
    );
  }

  return (
    <>
      {content()}
      {sheet}
    </>
  );
}
