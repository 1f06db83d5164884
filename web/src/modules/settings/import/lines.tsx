import { Select } from '@mantine/core';
import { IconChecks } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Import, ImportLine } from '../../../api/types';
import { usePhone } from '../../../kit/screen/phone';
import { EmptyState } from '../../../kit/states/empty-state';
import { ErrorState } from '../../../kit/states/error-state';
import { ListSkeleton } from '../../../kit/states/skeletons';
import { DataTable } from '../../../kit/table/data-table';
import { reasons } from './import-words';
import styles from './import.module.css';
import { linesQuery } from './imports';
import { LineCard, useLineColumns } from './line-columns';

const shownLines = ['problems', 'failing', 'all'] as const;
type ShownLines = (typeof shownLines)[number];

/** Any problem at all. */
const anyReason = '';

/** What was found in the lines of the file; first those that somebody should look at. */
export function Lines({ it }: { it: Import }) {
  const { t } = useTranslation('settings');
  const navigate = useNavigate();
  const isPhone = usePhone();
  const columns = useLineColumns(it.state);
  const [shown, setShown] = useState<ShownLines>('problems');
  const [reason, setReason] = useState(anyReason);
  const query = useInfiniteQuery(linesQuery(it.id, it.state, shown !== 'all'));
  const loaded = useMemo(() => query.data?.pages.flatMap(({ lines }) => lines) ?? [], [query.data]);
  const rows = loaded.filter((line) => isShown(line, shown, reason));
  const found = reasons.filter((known) => loaded.some(({ problems }) => problems.some((problem) => problem.reason === known)));

  return (
    <section className={styles.block}>
      <header className={styles.linesHead}>
        <h3 className={styles.heading}>{t('import.linesTitle')}</h3>
        <Select
          aria-label={t('import.shown')}
          data={shownLines.map((value) => ({ value, label: t(`import.show.${value}`) }))}
          value={shown}
          onChange={(value) => setShown(shownLines.find((known) => known === value) ?? 'problems')}
          allowDeselect={false}
          withCheckIcon={false}
        />
        {(found.length > 1 || reason !== anyReason) && (
          <Select
            aria-label={t('import.reason')}
            data={[
              { value: anyReason, label: t('import.anyReason') },
              ...found.map((value) => ({ value, label: t(`import.problem.${value}`) })),
            ]}
            value={reason}
            onChange={(value) => setReason(value ?? anyReason)}
            allowDeselect={false}
            withCheckIcon={false}
            comboboxProps={{ width: 320, position: 'bottom-start' }}
          />
        )}
      </header>
      {query.isPending ? (
        <ListSkeleton rows={4} />
      ) : query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : rows.length === 0 && !query.hasNextPage ? (
        <EmptyState icon={IconChecks} title={t('import.noProblems')} text={t('import.noProblemsText')} />
      ) : (
        <div className={styles.lines} style={{ height: heightOf(rows.length, isPhone) }}>
          <DataTable
            name="import-lines"
            label={t('import.linesTitle')}
            columns={columns}
            rows={rows}
            idOf={({ line }) => String(line)}
            onOpen={({ employee }) => {
              if (employee !== '') void navigate({ to: '/people/$id', params: { id: employee } });
            }}
            hasMore={query.hasNextPage}
            isLoadingMore={query.isFetchingNextPage}
            onMore={() => void query.fetchNextPage()}
            card={(line) => <LineCard line={line} state={it.state} />}
          />
        </div>
      )}
    </section>
  );
}

function isShown({ problems }: ImportLine, shown: ShownLines, reason: string): boolean {
  if (shown === 'failing' && !problems.some(({ fatal }) => fatal)) return false;
  return reason === anyReason || problems.some((problem) => problem.reason === reason);
}

/** As high as its rows, up to a good part of the screen. */
const heightOf = (rows: number, isPhone: boolean): string => `min(${rows * (isPhone ? 96 : 40) + 36}px, max(320px, 55vh))`;
