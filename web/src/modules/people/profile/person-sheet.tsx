import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { SideSheet } from '../../../kit/page/side-sheet';
import { ErrorState } from '../../../kit/states/error-state';
import { TextSkeleton } from '../../../kit/states/skeletons';
import { employeeQuery } from '../data/queries';
import { PersonActions } from './person-actions';
import { PersonProfile } from './person-profile';

/** One person, over the list or the chart they were found in. */
export function PersonSheet() {
  const { t } = useTranslation('people');
  const { id } = useParams({ from: '/people/$id' });
  const { data: person, error, refetch } = useQuery(employeeQuery(id));
  return (
    <SideSheet
      title={person?.name ?? t('profile')}
      closeTo="/people"
      beside={t('profile')}
      actions={person && <PersonActions key={id} person={person} />}
    >
      {person ? (
        <PersonProfile key={id} person={person} />
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <TextSkeleton />
      )}
    </SideSheet>
  );
}
