import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type SubmitEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAttempt } from '../../../api/attempt';
import { problemToast } from '../../../kit/feedback/toast';
import { DateTimeField } from '../../../kit/form/date-time-field';
import { useDraft } from '../../../kit/form/draft';
import { PersonPicker } from '../../../kit/people/person-picker';
import { useSession } from '../../../session/session';
import { useCreateTask } from '../data/create';
import { toWirePriority } from '../data/task-words';
import styles from './quick-create.module.css';
import { UnderstoodChips } from './understood-chips';
import { useQuickEntry } from './use-quick-entry';

const nothing = { title: '', assignee: '', deadline: '' };

/** A task in one line: what, who, by when, in words or in the fields beside them, Enter. The line is then free for the next. */
export function QuickCreate({ parent, isSomeday = false }: { parent?: string; isSomeday?: boolean }) {
  const { t } = useTranslation('tasks');
  const { me } = useSession();
  const create = useCreateTask();
  const attempt = useAttempt();
  const field = useRef<HTMLInputElement>(null);
  const [draft, setDraft, clearDraft] = useDraft(parent === undefined ? 'task/quick' : `task/${parent}/subtask`, nothing);

  const { understood, findPerson } = useQuickEntry(draft.title);
  const deadline = draft.deadline || understood.deadline;
  const [unknown, setUnknown] = useState<string>();

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (understood.title === '' || create.isPending) return;
    const person = draft.assignee === '' ? await findPerson().catch(() => null) : undefined;
    if (person === null) {
      setUnknown(understood.who);
      field.current?.focus();
      return;
    }
    const task = {
      title: understood.title,
      assignee: draft.assignee || (person?.id ?? me.id),
      deadline,
      parent,
      tags: [...understood.tags],
      // With a date it is for that day.
      someday: isSomeday && deadline === undefined,
      ...(understood.priority && { priority: toWirePriority(understood.priority) }),
      ...(understood.estimateSeconds !== undefined && { estimateSeconds: String(understood.estimateSeconds) }),
    };
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
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <IconPlus className={styles.plus} size={18} aria-hidden />
      <input
        ref={field}
        className={styles.title}
        value={draft.title}
        maxLength={255}
        onChange={(event) => setDraft({ ...draft, title: event.currentTarget.value })}
        aria-label={t('quick.label')}
        placeholder={parent === undefined ? t(isSomeday ? 'someday.hint' : 'quick.hint') : t('action.addSubtask')}
        enterKeyHint="done"
      />
      {unknown !== undefined && unknown === understood.who && (
        <span className={styles.problem} role="alert">
          {t('quick.nobody', { name: unknown })}
        </span>
      )}
      <UnderstoodChips understood={understood} />
      <div className={styles.details} data-shown={draft.title !== ''}>
        <div className={styles.person}>
          <PersonPicker
            plain
            aria-label={t('field.assignee')}
            value={draft.assignee || (understood.person?.id ?? me.id)}
            onChange={(assignee) => setDraft({ ...draft, assignee })}
          />
        </div>
        <div className={styles.deadline}>
          <DateTimeField
            plain
            aria-label={t('field.deadline')}
            placeholder={t('field.deadline')}
            value={deadline}
            onChange={(deadline) => setDraft({ ...draft, deadline: deadline ?? '' })}
          />
        </div>
        <Button type="submit" disabled={understood.title === ''} loading={create.isPending}>
          {t('quick.add')}
        </Button>
      </div>
    </form>
  );
}
