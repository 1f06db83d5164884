import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '../../../kit/page/page';
import { ErrorState } from '../../../kit/states/error-state';
import { ListSkeleton } from '../../../kit/states/skeletons';
import { firstWeekday, formatDay } from '../../../kit/time/format';
import { usePlace } from '../../../kit/time/time';
import { dayOf } from '../../../kit/time/zone';
import { useSession } from '../../../session/session';
import { daysQuery, entriesQuery } from '../data/queries';
import { useClock } from '../data/use-clock';
import { dayNamed, weekOf } from '../data/week';
import { TimeTabs } from '../parts/time-tabs';
import { ClockPanel } from './clock-panel';
import { DayPicture } from './day-picture';
import { DayRequest } from './day-request';
import { Entries } from './entries';
import { EntryForm } from './entry-form';
import styles from './time-page.module.css';
import { Week } from './week';

const route = getRouteApi('/time');

/** The person's own time: the day, the week, and what it was spent on. */
export function TimePage() {
  const { t } = useTranslation('time');
  const { me } = useSession();
  const { language, zone } = usePlace();
  const { mine, error, refetch } = useClock();
  const { day = dayOf(new Date(), zone) } = route.useSearch();
  const week = weekOf(day, firstWeekday(language));
  const span = { person: me.id, from: week[0] ?? day, to: week[6] ?? day, zone };
  const days = useQuery(daysQuery(span));
  const entries = useQuery(entriesQuery(span));
  const [adding, setAdding] = useState(false);
  const failed = error ?? days.error ?? entries.error;

  if (mine === undefined || days.data === undefined || entries.data === undefined)
    return (
      <Page title={t('title')} beside={<TimeTabs active="mine" />}>
        {failed ? (
          <ErrorState
            error={failed}
            onRetry={() => {
              refetch();
              void days.refetch();
              void entries.refetch();
            }}
          />
        ) : (
          <ListSkeleton rows={6} />
        )}
      </Page>
    );

  const workDay = dayNamed(days.data, day);
  const ofDay = entries.data.filter(({ from }) => from !== undefined && dayOf(from, zone) === day);
  return (
    <Page title={t('title')} beside={<TimeTabs active="mine" />}>
      <div className={styles.columns}>
        <section className={styles.card} aria-label={t('myDay')}>
          <ClockPanel mine={mine} />
        </section>
        <section className={styles.week} aria-label={t('week.title')}>
          <Week week={week} days={days.data} entries={entries.data} shown={day} />
        </section>
      </div>
      <section className={styles.section} aria-labelledby="day-title">
        <div className={styles.head}>
          <h2 id="day-title" className={styles.title}>
            {formatDay(day, language)}
          </h2>
          <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
            {t('entry.add')}
          </Button>
        </div>
        <DayPicture day={day} workDay={workDay} entries={ofDay} />
        {workDay && <DayRequest day={workDay} />}
        {adding && <EntryForm day={day} onClose={() => setAdding(false)} />}
        <Entries entries={ofDay} />
      </section>
    </Page>
  );
}
