import { Button, Select, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAttempt } from '../../../api/attempt';
import { answer, api } from '../../../api/client';
import { invalidateLists } from '../../../api/keys';
import { DayField } from '../../../kit/form/day-field';
import { useDraft } from '../../../kit/form/draft';
import { FormError } from '../../../kit/form/form-error';
import { problemText } from '../../../kit/states/problem-text';
import styles from './absences.module.css';

const kinds = ['ABSENCE_KIND_VACATION', 'ABSENCE_KIND_SICK', 'ABSENCE_KIND_TRIP', 'ABSENCE_KIND_OTHER'] as const;
type Kind = (typeof kinds)[number];
const kindNamed = (name: string | null): Kind => kinds.find((kind) => kind === name) ?? 'ABSENCE_KIND_VACATION';

type Typed = { kind: Kind; firstDay: string; lastDay: string; comment: string };
const empty: Typed = { kind: 'ABSENCE_KIND_VACATION', firstDay: '', lastDay: '', comment: '' };

/** Asks for an absence. */
export function AbsenceForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('time');
  const queries = useQueryClient();
  const [typed, setTyped, clear] = useDraft<Typed>('absence/new', empty);
  const [error, setError] = useState<string>();
  const attempt = useAttempt();
  const set = (change: Partial<Typed>) => setTyped({ ...typed, ...change });

  async function ask(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    try {
      await answer(api.POST('/v1/absences', { params: { header: { 'Idempotency-Key': attempt.keyFor(typed) } }, body: typed }));
      attempt.arrived();
      clear();
      invalidateLists(queries, 'absence');
      onClose();
    } catch (problem) {
      setError(problemText(problem));
    }
  }

  return (
    <form className={styles.form} aria-label={t('absence.ask')} onSubmit={(event) => void ask(event)}>
      <Select
        label={t('absence.what')}
        data={kinds.map((kind) => ({ value: kind, label: t(`absence.kind.${kind}`) }))}
        value={typed.kind}
        onChange={(kind) => set({ kind: kindNamed(kind) })}
        allowDeselect={false}
        withCheckIcon={false}
      />
      <DayField label={t('absence.first')} value={typed.firstDay} onChange={(firstDay) => set({ firstDay })} />
      <DayField
        label={t('absence.last')}
        value={typed.lastDay}
        onChange={(lastDay) => set({ lastDay })}
        from={typed.firstDay || undefined}
      />
      <TextInput
        label={t('entry.comment')}
        value={typed.comment}
        maxLength={1000}
        onChange={({ currentTarget }) => set({ comment: currentTarget.value })}
      />
      <FormError text={error} />
      <div className={styles.buttons}>
        <Button type="submit" disabled={typed.firstDay === ''}>
          {t('absence.send')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('entry.cancel')}
        </Button>
      </div>
    </form>
  );
}
