import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, type SubmitEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAttempt } from '../../../api/attempt';
import type { Task } from '../../../api/types';
import { useDraft } from '../../../kit/form/draft';
import { problemText } from '../../../kit/states/problem-text';
import { TextEditor } from '../../../kit/text/text-editor';
import { useSay } from '../data/say';
import { asksDeadline, asksRating, lacking, needsText, nothingSaid, type Said, type Saying, wordOf } from '../data/saying';
import { DeadlineChoice } from './deadline-choice';
import { RatingChoice } from './rating-choice';
import styles from './say.module.css';

type SayFormProps = { task: Task; saying: Saying; onClose: () => void };

/** Does something with a task by saying something, where it stands. What is typed stays until it has arrived. */
export function SayForm({ task, saying, onClose }: SayFormProps) {
  const { t } = useTranslation(['tasks', 'common']);
  const form = useRef<HTMLFormElement>(null);
  const say = useSay();
  const navigate = useNavigate();
  const attempt = useAttempt();
  const [said, setSaid, clear] = useDraft<Said>(`task/${task.id}/${saying}`, nothingSaid);
  const [isChecked, setChecked] = useState(false);
  const word = wordOf(saying, task);
  const lacks = isChecked ? lacking(saying, said, task) : undefined;
  const set = (change: Partial<Said>) => setSaid({ ...said, ...change });

  /** The focus goes back to what the form stands in. */
  function close(): void {
    form.current?.closest<HTMLElement>('[tabindex]')?.focus({ preventScroll: true });
    onClose();
  }

  function submit(event?: SubmitEvent): void {
    event?.preventDefault();
    setChecked(true);
    if (lacking(saying, said, task) !== undefined || say.isPending) return;
    say.mutate(
      { task, saying, said, key: attempt.keyFor(said) },
      {
        onSuccess: ({ id }) => {
          clear();
          close();
          if (id !== task.id) void navigate({ to: '/tasks/$taskId', params: { taskId: id }, search: (kept) => kept });
        },
      },
    );
  }

  /** Mod-Enter sends from wherever one is in the form; the text itself knows it. */
  function onKeyDown(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return;
    event.preventDefault();
    submit();
  }

  return (
    <form ref={form} className={styles.form} aria-label={t(`say.${word}.title`)} onSubmit={submit} onKeyDown={onKeyDown}>
      <p className={styles.formTitle}>{t(`say.${word}.title`)}</p>
      {asksRating(saying) && <RatingChoice value={said.rating} onChange={(rating) => set({ rating })} />}
      {asksDeadline(saying) && (
        <DeadlineChoice value={said.deadline} onChange={(deadline) => set({ deadline })} canKeep={saying === 'react'} />
      )}
      <TextEditor
        label={t(`say.${word}.text`)}
        placeholder={needsText(saying, said, task) ? t(`say.${word}.text`) : t('say.optional', { text: t(`say.${word}.text`) })}
        value={said.text}
        onChange={(text) => set({ text })}
        minRows={2}
        autoFocus
        onSubmit={() => submit()}
        onCancel={close}
      >
        <span className={styles.problem} role="alert">
          {say.error ? problemText(say.error) : lacks && t(`say.lacks.${lacks}`)}
        </span>
        <Button variant="subtle" color="gray" onClick={close}>
          {t('common:cancel')}
        </Button>
        <Button type="submit" color={saying === 'decline' ? 'red' : undefined} loading={say.isPending}>
          {t(`action.${word}`)}
        </Button>
      </TextEditor>
    </form>
  );
}
