import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../../api/client';
import { invalidateLists } from '../../../api/keys';
import type { WorkDay } from '../../../api/types';
import { useAttempt } from '../../../api/attempt';
import { DateTimeField } from '../../../kit/form/date-time-field';
import { useDraft } from '../../../kit/form/draft';
import { FormError } from '../../../kit/form/form-error';
import { problemText } from '../../../kit/states/problem-text';
import { formatDay } from '../../../kit/time/format';
import styles from './clock.module.css';

type Typed = { endedAt?: string; reason: string };
const empty: Typed = { reason: '' };

/** A day that was never ended is closed by hand: when it ended, and why nobody said so. */
export function CloseDay({ day }: { day: WorkDay }) {
  const { t, i18n } = useTranslation('time');
  const queries = useQueryClient();
  const [typed, setTyped, clear] = useDraft<Typed>(`work_day/${day.id}/close`, empty);
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const attempt = useAttempt();
  // Most forget it at the end of their schedule.
  const endedAt = typed.endedAt ?? day.expected?.end ?? day.startedAt ?? day.openUntil ?? '';

  async function close(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    try {
      const body = { endedAt, reason: typed.reason };
      const params = { path: { id: day.id }, header: { 'Idempotency-Key': attempt.keyFor(body) } };
      await answer(api.POST('/v1/work-days/{id}:close', { params, body }));
      attempt.arrived();
      clear();
      invalidateLists(queries, 'work_day');
      invalidateLists(queries, 'time_entry');
    } catch (problem) {
      setError(problemText(problem));
    } finally {
      setBusy(false);
    }
  }

  return (
    <form className={styles.form} onSubmit={(event) => void close(event)}>
      <p className={styles.warning}>{t('close.text', { day: formatDay(day.day, i18n.language) })}</p>
      <DateTimeField
        label={t('close.endedAt')}
        value={endedAt}
        onChange={(instant) => setTyped({ ...typed, ...(instant !== undefined && { endedAt: instant }) })}
      />
      <TextInput
        label={t('close.reason')}
        value={typed.reason}
        maxLength={1000}
        required
        onChange={({ currentTarget }) => setTyped({ ...typed, reason: currentTarget.value })}
      />
      <FormError text={error} />
      <Button type="submit" loading={busy} disabled={typed.reason.trim() === ''}>
        {t('close.action')}
      </Button>
    </form>
  );
}
