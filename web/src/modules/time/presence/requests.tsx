import { Button, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, idempotencyKey } from '../../../api/client';
import { invalidateLists } from '../../../api/keys';
import type { Absence, WorkDay } from '../../../api/types';
import { problemToast } from '../../../kit/feedback/toast';
import { PersonChip } from '../../../kit/people/chips';
import { formatDay, formatTime } from '../../../kit/time/format';
import { usePlace } from '../../../kit/time/time';
import { absencesQuery, askedDaysQuery } from '../data/queries';
import styles from './presence.module.css';

type Decision = { readonly yes: boolean; readonly text: string };

/** What people below have asked for and this person decides. */
export function Requests() {
  const { t } = useTranslation('time');
  const { data: days = [] } = useQuery(askedDaysQuery);
  const { data: absences = [] } = useQuery(absencesQuery);
  const myDays = days.filter(({ allowedActions }) => allowedActions.includes('confirm'));
  const myAbsences = absences.filter(({ allowedActions }) => allowedActions.includes('approve'));
  if (myDays.length + myAbsences.length === 0) return null;
  return (
    <section aria-labelledby="requests-title" className={styles.requests}>
      <h2 id="requests-title" className={styles.title}>
        {t('asked.title')}
      </h2>
      <ul className={styles.list}>
        {myDays.map((day) => (
          <AskedDay key={day.id} day={day} />
        ))}
        {myAbsences.map((absence) => (
          <AskedAbsence key={absence.id} absence={absence} />
        ))}
      </ul>
    </section>
  );
}

function AskedDay({ day }: { day: WorkDay }) {
  const { t } = useTranslation('time');
  const place = usePlace();
  const intervals = day.request?.intervals ?? [];
  const [from, to] = [intervals.at(0)?.from, intervals.at(-1)?.to];
  const what = t(day.request?.kind === 'REQUEST_KIND_CLOSE' ? 'asked.close' : 'asked.correction', {
    day: formatDay(day.day, place.language),
    from: from === undefined ? '' : formatTime(from, place),
    to: to === undefined ? '' : formatTime(to, place),
  });
  const decide = ({ yes, text }: Decision) => {
    const params = { path: { id: day.id }, header: { 'Idempotency-Key': idempotencyKey() } };
    const body = { answer: text };
    return answer(
      yes ? api.POST('/v1/work-days/{id}:confirm', { params, body }) : api.POST('/v1/work-days/{id}:decline', { params, body }),
    );
  };
  return <Asked person={day.person} what={what} reason={day.request?.reason ?? ''} kind="work_day" onDecide={decide} />;
}

function AskedAbsence({ absence }: { absence: Absence }) {
  const { t } = useTranslation('time');
  const { language } = usePlace();
  const what = t('asked.absence', {
    kind: t(`absence.kind.${absence.kind}`),
    from: formatDay(absence.firstDay, language),
    to: formatDay(absence.lastDay, language),
  });
  const decide = ({ yes, text }: Decision) => {
    const params = { path: { id: absence.id }, header: { 'Idempotency-Key': idempotencyKey() } };
    const body = { answer: text };
    return answer(
      yes ? api.POST('/v1/absences/{id}:approve', { params, body }) : api.POST('/v1/absences/{id}:decline', { params, body }),
    );
  };
  return <Asked person={absence.person} what={what} reason={absence.comment} kind="absence" onDecide={decide} />;
}

type AskedProps = {
  person: string;
  what: ReactNode;
  reason: string;
  kind: string;
  onDecide: (decision: Decision) => Promise<unknown>;
};

/** One wish: agreed to with a click, declined with a word. */
function Asked({ person, what, reason, kind, onDecide }: AskedProps) {
  const { t } = useTranslation('time');
  const queries = useQueryClient();
  const [declining, setDeclining] = useState(false);
  const [text, setText] = useState('');

  function decide(yes: boolean): void {
    onDecide({ yes, text })
      .catch((error: unknown) => problemToast(error))
      .finally(() => invalidateLists(queries, kind));
  }

  return (
    <li className={styles.asked}>
      <PersonChip id={person} size={24} />
      <span className={styles.what}>
        {what}
        {reason !== '' && <span className="quiet"> · {reason}</span>}
      </span>
      {declining ? (
        <span className={styles.buttons}>
          <TextInput
            aria-label={t('asked.why')}
            placeholder={t('asked.why')}
            value={text}
            maxLength={1000}
            onChange={({ currentTarget }) => setText(currentTarget.value)}
          />
          <Button color="red" disabled={text.trim() === ''} onClick={() => decide(false)}>
            {t('asked.decline')}
          </Button>
        </span>
      ) : (
        <span className={styles.buttons}>
          <Button variant="default" onClick={() => setDeclining(true)}>
            {t('asked.decline')}
          </Button>
          <Button onClick={() => decide(true)}>{t('asked.confirm')}</Button>
        </span>
      )}
    </li>
  );
}
