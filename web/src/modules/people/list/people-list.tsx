import { Button, Loader } from '@mantine/core';
import { IconUserSearch } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useParams } from '@tanstack/react-router';
import { type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Employee } from '../../../api/types';
import { SheetOrder } from '../../../kit/page/sheet-order';
import { usePhone } from '../../../kit/screen/phone';
import { EmptyState } from '../../../kit/states/empty-state';
import { ErrorState } from '../../../kit/states/error-state';
import { ListSkeleton } from '../../../kit/states/skeletons';
import { nextSort, type Sort } from '../../../kit/table/column';
import { DataTable } from '../../../kit/table/data-table';
import { toCel } from '../data/people-filter';
import { peopleQuery } from '../data/queries';
import { PeopleFilters } from './people-filters';
import { PersonCard } from './person-card';
import { usePersonColumns } from './person-columns';
import styles from './list.module.css';

const route = getRouteApi('/people');

/** The directory: everyone the person may see, found by whatever one remembers of them. `sheet` lies over it. */
export function PeopleList({ sheet }: { sheet: ReactNode }) {
  const { t } = useTranslation('people');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const queries = useQueryClient();
  const { id: openId } = useParams({ strict: false });
  const [sort, setSort] = useState<Sort>();
  const columns = usePersonColumns();
  const isPhone = usePhone();

  const { q = '' } = search;
  const query = { q, filter: toCel(search), orderBy: q === '' ? orderOf(sort) : '' };
  const people = useInfiniteQuery({ ...peopleQuery(query), placeholderData: keepPreviousData });
  const rows = useMemo(() => people.data?.pages.flatMap(({ employees }) => employees) ?? [], [people.data]);
  const order = useMemo(() => rows.map(({ id }) => `/people/${id}`), [rows]);

  const open = ({ id }: Employee) => void navigate({ to: '/people/$id', params: { id }, search: true });

  /** Opens the best match of the words, which may be newer than what the list shows. */
  async function openFirst(words: string): Promise<void> {
    const wanted = peopleQuery({ q: words, filter: query.filter, orderBy: words === '' ? orderOf(sort) : '' });
    const found = await queries.infiniteQuery({ ...wanted, staleTime: 'static' });
    const first = found.pages[0]?.employees[0];
    if (first) open(first);
  }

  return (
    <div className={styles.page}>
      <PeopleFilters isSearching={people.isPlaceholderData} onOpenFirst={(words) => void openFirst(words).catch(ignored)} />
      <div className={styles.table}>
        {people.isPending ? (
          <ListSkeleton rows={12} />
        ) : people.isError && rows.length === 0 ? (
          <ErrorState error={people.error} onRetry={() => void people.refetch()} />
        ) : rows.length === 0 ? (
          <EmptyState
            icon={IconUserSearch}
            title={t('list.nobody')}
            text={q === '' ? t('list.nobodyHere') : t('list.nobodyFound')}
          >
            <Button variant="default" onClick={() => void navigate({ to: '.', search: {} })}>
              {t('list.showAll')}
            </Button>
          </EmptyState>
        ) : (
          <DataTable
            name="people"
            label={t('title')}
            columns={columns}
            rows={rows}
            idOf={idOf}
            onOpen={open}
            openId={openId}
            sort={q === '' ? (sort ?? byName) : undefined}
            onSort={q === '' ? (id) => setSort(nextSort(sort ?? byName, id)) : undefined}
            hasMore={people.hasNextPage}
            isLoadingMore={people.isFetchingNextPage}
            onMore={() => void people.fetchNextPage()}
            card={(person) => <PersonCard person={person} />}
          />
        )}
        {isPhone && people.isFetching && !people.isPending && <Loader className={styles.refreshing} size={16} />}
      </div>
      <SheetOrder value={order}>{sheet}</SheetOrder>
    </div>
  );
}

/** The list itself says what went wrong. */
const ignored = () => {};

const idOf = ({ id }: Employee) => id;

/** How the server sorts by itself. */
const byName: Sort = { id: 'last_name', descending: false };

const orderOf = (sort: Sort | undefined): string => (sort?.descending ? 'last_name desc, first_name desc' : '');
