import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAttempt } from '../../../api/attempt';
import { answer, api } from '../../../api/client';
import { invalidateLists } from '../../../api/keys';
import type { WorkDay } from '../../../api/types';
import { useAllowedActions } from '../../../kit/allowed-actions';
import { DateTimeField } from '../../../kit/form/date-time-field';
import { FormError } from '../../../kit/form/form-error';
import { problemText } from '../../../kit/states/problem-text';
import { CloseDay } from './close-day';
import styles from './time-page.module.css';

/** What was asked for a day and what became of it; and, once it has ended, a way to ask for other times. */
export function DayRequest({ day }: { day: WorkDay }) {
  const { t } = useTranslation('time');
  const { can } = useAllowedActions(day);
  const [asking, setAsking] = useState(false);
  const { request } = day;
  return (
    <>
      {request && (
        <p className={styles.note}>
          {t(`request.${request.state}`)}: {request.reason}
          {request.answer !== '' && ` · ${request.answer}`}
        </p>
      )}
      {can('close') && day.state !== 'DAY_STATE_FORGOTTEN' && <CloseDay day={day} />}
      {can('correct') && !asking && (
        <Button variant="subtle" size="compact-sm" onClick={() => setAsking(true)}>
          {t('correct.open')}
        </Button>
      )}
      {asking && <Correction day={day} onClose={() => setAsking(false)} />}
    </>
  );
}

/** Another beginning and end; the pauses between stay as they were. */
function Correction({ day, onClose }: { day: WorkDay; onClose: () => void }) {
  const { t } = useTranslation('time');
  const queries = useQueryClient();
  const [from, setFrom] = useState(day.startedAt);
  const [to, setTo] = useState(day.endedAt);
  const [reason, setReason] = useState('');
  const [error, setError] = useState<string>();
  const attempt = useAttempt();

  async function ask(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const last = day.intervals.length - 1;
    const intervals = day.intervals.map((each, index) => ({
      from: (index === 0 ? from : undefined) ?? each.from ?? '',
      to: index === last ? to : each.to,
    }));
    const body = { intervals, reason };
    try {
      const params = { path: { id: day.id }, header: { 'Idempotency-Key': attempt.keyFor(body) } };
      await answer(api.POST('/v1/work-days/{id}:correct', { params, body }));
      attempt.arrived();
      invalidateLists(queries, 'work_day');
      onClose();
    } catch (problem) {
      setError(problemText(problem));
    }
  }

  return (
    <form className={styles.form} aria-label={t('correct.open')} onSubmit={(event) => void ask(event)}>
      <DateTimeField label={t('week.from')} value={from} onChange={(instant) => instant !== undefined && setFrom(instant)} />
      <DateTimeField label={t('week.to')} value={to} onChange={(instant) => instant !== undefined && setTo(instant)} />
      <TextInput
        label={t('close.reason')}
        value={reason}
        maxLength={1000}
        required
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
      <FormError text={error} />
      <div className={styles.buttons}>
        <Button type="submit" disabled={reason.trim() === ''}>
          {t('correct.ask')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('entry.cancel')}
        </Button>
      </div>
    </form>
  );
}
