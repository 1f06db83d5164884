import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Department } from '../../../api/types';
import { problemText } from '../../../kit/states/problem-text';
import { ListSkeleton } from '../../../kit/states/skeletons';
import { peopleQuery } from '../data/queries';
import { PersonRow } from '../parts/links';
import { Properties } from '../profile/property';
import styles from './structure.module.css';

/** Who belongs to the department itself. */
export function DepartmentPeople({ department: { id, employeeCount } }: { department: Department }) {
  const { t } = useTranslation('people');
  const { t: common } = useTranslation();
  const filter = `"in:${id}" in place && status in ["active", "invited"]`;
  const people = useInfiniteQuery(peopleQuery({ filter, orderBy: '', q: '' }));
  const rows = people.data?.pages.flatMap(({ employees }) => employees) ?? [];
  return (
    <Properties title={t('department.people', { count: employeeCount })}>
      {people.isPending && <ListSkeleton rows={3} />}
      {people.isError && <p className="quiet">{problemText(people.error)}</p>}
      {people.isSuccess && rows.length === 0 && <p className={`${styles.nobody} quiet`}>{t('department.nobody')}</p>}
      <ul className={styles.people}>
        {rows.map((person) => (
          <li key={person.id}>
            <PersonRow person={person} />
          </li>
        ))}
      </ul>
      <div className={styles.peopleMore}>
        {people.hasNextPage && (
          <Button variant="subtle" color="gray" loading={people.isFetchingNextPage} onClick={() => void people.fetchNextPage()}>
            {common('more')}
          </Button>
        )}
        {rows.length > 0 && (
          <Button
            variant="subtle"
            color="gray"
            renderRoot={(props) => <Link to="/people" search={{ department: id }} {...props} />}
          >
            {t('department.showInList')}
          </Button>
        )}
      </div>
    </Properties>
  );
}
