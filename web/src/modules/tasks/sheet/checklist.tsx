import { Progress } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type ClipboardEvent, type SubmitEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useAttempt } from '../../../api/attempt';
import type { Task } from '../../../api/types';
import { useDraft } from '../../../kit/form/draft';
import { useChecklist } from '../data/checklist';
import { levelsOf } from '../data/checklist-moves';
import styles from './checklist.module.css';
import { ChecklistRow } from './checklist-row';
import sheet from './task-sheet.module.css';

/** What is to be ticked off on the way. Where there is nothing, and nothing can be added, it is not there at all. */
export function Checklist({ task }: { task: Task }) {
  const { t } = useTranslation('tasks');
  const canChange = task.allowedActions.includes('checklist');
  const { checklist } = task;
  const done = checklist.filter((item) => item.done).length;
  const levels = levelsOf(checklist);
  if (checklist.length === 0 && !canChange) return null;
  return (
    <section className={sheet.section}>
      <h2 className={sheet.sectionHead}>
        {t('checklist.title')}
        {checklist.length > 0 && (
          <>
            <span className="quiet numbers">{t('checklist.done', { done, count: checklist.length })}</span>
            <Progress
              className={styles.progress}
              size={4}
              value={(100 * done) / checklist.length}
              aria-label={t('checklist.title')}
            />
          </>
        )}
      </h2>
      <ul className={styles.items}>
        {checklist.map((item) => (
          <ChecklistRow key={item.id} task={task} item={item} level={levels.get(item.id) ?? 0} canChange={canChange} />
        ))}
      </ul>
      {canChange && <NewItem task={task} />}
    </section>
  );
}

/** One line after another, each by Enter; several lines that are pasted become as many items. */
function NewItem({ task }: { task: Task }) {
  const { t } = useTranslation('tasks');
  const checklist = useChecklist(task);
  const attempt = useAttempt();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText, clearText] = useDraft(`task/${task.id}/checklist`, '');

  async function add(lines: readonly string[]): Promise<void> {
    for (const line of lines) {
      // One after another, so that they stand in this order.
      await checklist.mutateAsync({ kind: 'add', text: line, key: attempt.keyFor(line) });
      attempt.arrived();
    }
    clearText();
    field.current?.focus();
  }

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    const line = text.trim();
    if (line !== '' && !checklist.isPending) add([line]).catch(() => undefined);
  }

  function paste(event: ClipboardEvent): void {
    const lines = event.clipboardData
      .getData('text/plain')
      .split(/\r?\n/)
      .map((line) => line.replace(/^\s*(?:[-*•]|\d+[.)])\s+/, '').trim())
      .filter((line) => line !== '');
    if (lines.length < 2) return;
    event.preventDefault();
    add(lines).catch(() => setText(lines.join(' ')));
  }

  return (
    <form className={styles.add} onSubmit={submit}>
      <IconPlus size={18} aria-hidden />
      <input
        ref={field}
        value={text}
        maxLength={1000}
        onChange={(event) => setText(event.currentTarget.value)}
        onPaste={paste}
        aria-label={t('checklist.add')}
        placeholder={t('checklist.add')}
        enterKeyHint="done"
      />
    </form>
  );
}
