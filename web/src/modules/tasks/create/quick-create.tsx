import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type SubmitEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useAttempt } from '../../../api/attempt';
import { problemToast } from '../../../kit/feedback/toast';
import { DateTimeField } from '../../../kit/form/date-time-field';
import { useDraft } from '../../../kit/form/draft';
import { PersonPicker } from '../../../kit/people/person-picker';
import { useSession } from '../../../session/session';
import { useCreateTask } from '../data/create';
import styles from './quick-create.module.css';

const nothing = { title: '', assignee: '', deadline: '' };

/** A task in one line: what, who, by when, Enter. The line is then free for the next. */
export function QuickCreate({ parent }: { parent?: string }) {
  const { t } = useTranslation('tasks');
  const { me } = useSession();
  const create = useCreateTask();
  const attempt = useAttempt();
  const field = useRef<HTMLInputElement>(null);
  const [draft, setDraft, clearDraft] = useDraft(parent === undefined ? 'task/quick' : `task/${parent}/subtask`, nothing);

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    const title = draft.title.trim();
    if (title === '' || create.isPending) return;
    const task = { title, assignee: draft.assignee || me.id, deadline: draft.deadline || undefined, parent };
    create.mutate(
      { task, key: attempt.keyFor(task) },
      {
        onSuccess: () => {
          attempt.arrived();
          clearDraft();
          field.current?.focus();
        },
        onError: (error) => problemToast(error, t('problem.notCreated')),
      },
    );
  }

  return (
    <form className={styles.form} onSubmit={submit}>
      <IconPlus className={styles.plus} size={18} aria-hidden />
      <input
        ref={field}
        className={styles.title}
        value={draft.title}
        maxLength={255}
        onChange={(event) => setDraft({ ...draft, title: event.currentTarget.value })}
        aria-label={t('quick.label')}
        placeholder={parent === undefined ? t('quick.title') : t('action.addSubtask')}
        enterKeyHint="done"
      />
      <div className={styles.details} data-shown={draft.title !== ''}>
        <div className={styles.person}>
          <PersonPicker
            plain
            aria-label={t('field.assignee')}
            value={draft.assignee || me.id}
            onChange={(assignee) => setDraft({ ...draft, assignee })}
          />
        </div>
        <div className={styles.deadline}>
          <DateTimeField
            plain
            aria-label={t('field.deadline')}
            placeholder={t('field.deadline')}
            value={draft.deadline || undefined}
            onChange={(deadline) => setDraft({ ...draft, deadline: deadline ?? '' })}
          />
        </div>
        <Button type="submit" disabled={draft.title.trim() === ''} loading={create.isPending}>
          {t('quick.add')}
        </Button>
      </div>
    </form>
  );
}
