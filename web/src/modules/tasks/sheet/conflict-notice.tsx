import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Conflict } from '../data/update';
import { FieldChangeLine } from './field-change';
import styles from './task-sheet.module.css';

type ConflictNoticeProps = { conflict: Conflict; onApply: () => void; onDismiss: () => void };

/** Somebody else wrote the same field first: says what they wrote, and lets the person decide. */
export function ConflictNotice({ conflict, onApply, onDismiss }: ConflictNoticeProps) {
  const { t } = useTranslation('tasks');
  return (
    <div className={styles.notice} role="alert">
      <p className={styles.noticeTitle}>{t('conflict.title')}</p>
      <p className={styles.noticeText}>{t('conflict.text')}</p>
      {conflict.theirs.map((change) => (
        <FieldChangeLine key={change.field} {...change} />
      ))}
      <div className={styles.noticeButtons}>
        <Button variant="default" onClick={onDismiss}>
          {t('conflict.keep')}
        </Button>
        <Button variant="light" onClick={onApply}>
          {t('conflict.apply')}
        </Button>
      </div>
    </div>
  );
}
