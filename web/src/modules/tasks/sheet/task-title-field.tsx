import { Textarea } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeys } from '../../../kit/keys/use-keys';
import styles from './task-sheet.module.css';

type TaskTitleFieldProps = { title: string; onChange: ((title: string) => void) | undefined };

/** The title, edited where it stands: Enter or leaving it saves, Escape takes it back. "e" goes there. */
export function TaskTitleField({ title, onChange }: TaskTitleFieldProps) {
  const { t } = useTranslation('tasks');
  const field = useRef<HTMLTextAreaElement>(null);
  const isTakenBack = useRef(false);
  const [typed, setTyped] = useState(title);
  useEffect(() => setTyped(title), [title]);
  useKeys({ e: edit }, onChange !== undefined);

  function edit(): void {
    field.current?.focus();
    field.current?.setSelectionRange(typed.length, typed.length);
  }

  /** Escape leads out of the field too, see SideSheet: whether to save is known only here. */
  function leave(): void {
    const changed = isTakenBack.current ? '' : typed.trim();
    isTakenBack.current = false;
    if (changed === '') setTyped(title);
    else if (changed !== title) onChange?.(changed);
  }

  return (
    <Textarea
      ref={field}
      className={`${styles.title} ${styles.titleField}`}
      variant="plain"
      autosize
      maxRows={6}
      maxLength={255}
      readOnly={onChange === undefined}
      aria-label={t('sheet.editTitle')}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value.replace(/\n/g, ' '))}
      onBlur={leave}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Enter') {
          event.preventDefault();
          event.currentTarget.blur();
        } else if (event.key === 'Escape') {
          isTakenBack.current = true;
        }
      }}
    />
  );
}
