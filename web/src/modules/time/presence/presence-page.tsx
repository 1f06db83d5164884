import { IconUsersGroup } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { PersonPresence } from '../../../api/types';
import { Page } from '../../../kit/page/page';
import { PersonChip } from '../../../kit/people/chips';
import { DepartmentSelect } from '../../../kit/people/department-select';
import { EmptyState } from '../../../kit/states/empty-state';
import { ErrorState } from '../../../kit/states/error-state';
import { ListSkeleton } from '../../../kit/states/skeletons';
import { formatDay } from '../../../kit/time/format';
import { RelativeTime, usePlace } from '../../../kit/time/time';
import { useSession } from '../../../session/session';
import { presenceQuery } from '../data/queries';
import { Badge } from '../parts/badge';
import { StateDot } from '../parts/state-dot';
import { TimeTabs } from '../parts/time-tabs';
import styles from './presence.module.css';
import { Requests } from './requests';

const route = getRouteApi('/time/presence');

/** Who of a department works now, and what waits for an answer of whoever leads it. */
export function PresencePage() {
  const { t } = useTranslation('time');
  const { me } = useSession();
  const { department = me.departments[0] ?? '0' } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <Page title={t('title')} beside={<TimeTabs active="presence" />}>
      <div className={styles.body}>
        <Requests />
        <div className={styles.choice}>
          <DepartmentSelect
            aria-label={t('presence.department')}
            value={department}
            onChange={(id) => void navigate({ search: { department: id }, replace: true })}
          />
        </div>
        <People department={department} />
      </div>
    </Page>
  );
}

function People({ department }: { department: string }) {
  const { t } = useTranslation('time');
  const { data: people, error, refetch } = useQuery(presenceQuery(department));
  if (department === '0')
    return <EmptyState icon={IconUsersGroup} title={t('presence.choose')} text={t('presence.chooseText')} />;
  if (people === undefined)
    return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <ListSkeleton rows={6} />;
  if (people.length === 0) return <EmptyState icon={IconUsersGroup} title={t('presence.none')} text={t('presence.noneText')} />;
  const working = people.filter(({ state }) => state === 'DAY_STATE_WORKING').length;
  return (
    <>
      <p className="quiet">{t('presence.count', { working, all: people.length })}</p>
      <ul className={styles.list}>
        {[...people]
          .sort((a, b) => rank(a) - rank(b))
          .map((each) => (
            <li key={each.person} className={styles.row}>
              <PersonChip id={each.person} size={24} />
              <State of={each} />
            </li>
          ))}
      </ul>
    </>
  );
}

/** Who is there stands first, who is away last. */
const order = ['DAY_STATE_WORKING', 'DAY_STATE_PAUSED', 'DAY_STATE_FORGOTTEN', 'DAY_STATE_NOT_STARTED', 'DAY_STATE_ENDED'];
const rank = ({ state, absence }: PersonPresence): number => order.indexOf(state) + (absence === '' ? 0 : order.length);

function State({ of: { state, since, absence, absentUntil, expected } }: { of: PersonPresence }) {
  const { t } = useTranslation('time');
  const { language } = usePlace();
  const hasNotBegun = state === 'DAY_STATE_NOT_STARTED';
  return (
    <span className={styles.state}>
      {hasNotBegun && absence !== '' ? (
        <Badge tone="blue">
          {t('presence.absent', {
            kind: t(`absence.kind.ABSENCE_KIND_${absence.toUpperCase()}`, { defaultValue: absence }),
            day: formatDay(absentUntil, language),
          })}
        </Badge>
      ) : (
        <>
          <StateDot state={state} />
          {hasNotBegun && !expected ? t('presence.dayOff') : t(`state.${state}`)}
          {since !== undefined && <RelativeTime at={since} />}
        </>
      )}
    </span>
  );
}
