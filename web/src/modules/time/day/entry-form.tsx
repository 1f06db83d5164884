import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAttempt } from '../../../api/attempt';
import { answer, api, ifVersion } from '../../../api/client';
import { invalidateLists } from '../../../api/keys';
import type { TimeEntry } from '../../../api/types';
import { DateTimeField } from '../../../kit/form/date-time-field';
import { useDraft } from '../../../kit/form/draft';
import { FormError } from '../../../kit/form/form-error';
import { problemText } from '../../../kit/states/problem-text';
import { usePlace } from '../../../kit/time/time';
import { instantOf } from '../../../kit/time/zone';
import { TaskSelect } from '../parts/task-select';
import styles from './time-page.module.css';

type Typed = { task: string; title: string; from: string; to: string; comment: string };
/** Of an entry that is there, or of a new one on that day. */
type EntryFormProps = ({ entry: TimeEntry; day?: undefined } | { day: string; entry?: undefined }) & { onClose: () => void };

/** An entry by hand: on which task, from when to when, and what it was. */
export function EntryForm({ entry, day, onClose }: EntryFormProps) {
  const { t } = useTranslation('time');
  const { zone } = usePlace();
  const queries = useQueryClient();
  const [first] = useState<Typed>(() => ({
    task: entry?.task ?? '',
    title: entry?.taskTitle ?? '',
    from: entry?.from ?? instantOf(`${day} 09:00:00`, zone).toISOString(),
    to: entry?.to ?? instantOf(`${day} 10:00:00`, zone).toISOString(),
    comment: entry?.comment ?? '',
  }));
  const [typed, setTyped, clear] = useDraft<Typed>(entry ? `time_entry/${entry.id}` : `time_entry/new/${day}`, first);
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const attempt = useAttempt();
  const set = (change: Partial<Typed>) => setTyped({ ...typed, ...change });

  async function send(): Promise<void> {
    const { task, from, to, comment } = typed;
    const body = { task, from, to, comment };
    if (entry) {
      const query = { updateMask: 'task,from,to,comment' };
      const params = { path: { id: entry.id }, header: ifVersion(entry.version), query };
      await answer(api.PATCH('/v1/time-entries/{id}', { params, body }));
    } else await answer(api.POST('/v1/time-entries', { params: { header: { 'Idempotency-Key': attempt.keyFor(body) } }, body }));
  }

  async function save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    try {
      await send();
      attempt.arrived();
      clear();
      invalidateLists(queries, 'time_entry');
      onClose();
    } catch (problem) {
      setError(problemText(problem));
      setBusy(false);
    }
  }

  return (
    <form className={styles.form} aria-label={entry ? t('entry.edit') : t('entry.add')} onSubmit={(event) => void save(event)}>
      <TaskSelect
        label={t('entry.task')}
        value={typed.task}
        title={typed.title}
        onChange={(task, title) => set({ task, title })}
      />
      <DateTimeField label={t('entry.from')} value={typed.from} onChange={(from) => from !== undefined && set({ from })} />
      <DateTimeField label={t('entry.to')} value={typed.to} onChange={(to) => to !== undefined && set({ to })} />
      <TextInput
        label={t('entry.comment')}
        value={typed.comment}
        maxLength={1000}
        required
        onChange={({ currentTarget }) => set({ comment: currentTarget.value })}
      />
      <FormError text={error} />
      <div className={styles.buttons}>
        <Button type="submit" loading={busy} disabled={typed.task === '' || typed.comment.trim() === ''}>
          {t('entry.save')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('entry.cancel')}
        </Button>
      </div>
    </form>
  );
}
