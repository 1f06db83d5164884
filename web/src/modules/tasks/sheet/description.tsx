import { ActionIcon, Button } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Task } from '../../../api/types';
import { useDraft } from '../../../kit/form/draft';
import { RichText } from '../../../kit/text/rich-text';
import { TextEditor } from '../../../kit/text/text-editor';
import styles from './task-sheet.module.css';

type DescriptionProps = { task: Task; onChange: ((description: string) => void) | undefined };

/** The description, and the way to change it. A text half written is there again after a reload. */
export function Description({ task, onChange }: DescriptionProps) {
  const { t } = useTranslation(['tasks', 'common']);
  const [draft, setDraft, clearDraft] = useDraft(`task/${task.id}/description`, task.description);
  const [isEditing, setEditing] = useState(draft !== task.description && onChange !== undefined);

  function close(): void {
    setEditing(false);
    clearDraft();
  }

  function save(): void {
    if (draft !== task.description) onChange?.(draft);
    close();
  }

  if (isEditing) {
    return (
      <TextEditor
        label={t('field.description')}
        value={draft}
        onChange={setDraft}
        minRows={5}
        autoFocus
        onSubmit={save}
        onCancel={close}
      >
        <Button variant="subtle" color="gray" onClick={close}>
          {t('common:cancel')}
        </Button>
        <Button onClick={save}>{t('common:save')}</Button>
      </TextEditor>
    );
  }
  if (task.description === '') {
    if (onChange === undefined) return null;
    return (
      <Button variant="subtle" color="gray" ml={-12} onClick={() => setEditing(true)}>
        {t('sheet.addDescription')}
      </Button>
    );
  }
  return (
    <div className={styles.description} data-editable={onChange !== undefined}>
      <RichText text={task.description} />
      {onChange && (
        <ActionIcon className={styles.editDescription} aria-label={t('sheet.editDescription')} onClick={() => setEditing(true)}>
          <IconPencil size={16} aria-hidden />
        </ActionIcon>
      )}
    </div>
  );
}
