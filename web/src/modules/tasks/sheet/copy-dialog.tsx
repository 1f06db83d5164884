import { Button, Checkbox, Modal, NumberInput, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAttempt } from '../../../api/attempt';
import type { Task } from '../../../api/types';
import { problemText } from '../../../kit/states/problem-text';
import { useCopyTask, type Wanted } from '../data/copy';
import styles from './copy-dialog.module.css';

/** As the contract has it. */
const MOST_DAYS = 3660;

const parts = ['subtasks', 'checklists', 'people', 'comments', 'dates'] as const;

/** Asks what of a task its copy is to have, and opens the copy. */
export function CopyDialog({ task, onClose }: { task: Task; onClose: () => void }) {
  const { t } = useTranslation(['tasks', 'common']);
  const navigate = useNavigate();
  const copy = useCopyTask();
  const attempt = useAttempt();
  const [wanted, setWanted] = useState<Wanted>({
    title: task.title,
    subtasks: true,
    checklists: true,
    people: true,
    comments: false,
    dates: true,
    shiftDays: 0,
  });

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    if (copy.isPending) return;
    copy.mutate(
      { id: task.id, wanted, key: attempt.keyFor(wanted) },
      {
        onSuccess: ({ id }) => {
          onClose();
          void navigate({ to: '/tasks/$taskId', params: { taskId: id }, search: (kept) => kept });
        },
      },
    );
  }

  return (
    <Modal opened onClose={onClose} title={t('copy.title')} closeButtonProps={{ 'aria-label': t('common:close') }} size={440}>
      <form className={styles.form} onSubmit={submit}>
        <TextInput
          label={t('field.title')}
          value={wanted.title}
          maxLength={255}
          data-autofocus
          onChange={(event) => setWanted({ ...wanted, title: event.currentTarget.value })}
        />
        <fieldset className={styles.parts}>
          <legend className={styles.legend}>{t('copy.with')}</legend>
          {parts.map((part) => (
            <Checkbox
              key={part}
              label={t(`copy.part.${part}`)}
              checked={wanted[part]}
              onChange={(event) => setWanted({ ...wanted, [part]: event.currentTarget.checked })}
            />
          ))}
        </fieldset>
        <NumberInput
          className={styles.shift}
          label={t('copy.shift')}
          disabled={!wanted.dates}
          value={wanted.shiftDays}
          min={-MOST_DAYS}
          max={MOST_DAYS}
          allowDecimal={false}
          clampBehavior="strict"
          onChange={(days) => setWanted({ ...wanted, shiftDays: Number(days) || 0 })}
        />
        {copy.error && (
          <p className={styles.problem} role="alert">
            {problemText(copy.error)}
          </p>
        )}
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            {t('common:cancel')}
          </Button>
          <Button type="submit" loading={copy.isPending}>
            {t('copy.do')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
