import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Task } from '../../../api/types';
import { Comments } from './comments';
import { History } from './history';
import styles from './task-sheet.module.css';

/** What was said about the task, and what was done to it. */
export function Talk({ task }: { task: Task }) {
  const { t } = useTranslation('tasks');
  const [shown, setShown] = useState<'comments' | 'history'>('comments');
  return (
    <section className={styles.section}>
      <SegmentedControl
        aria-label={t('sheet.history')}
        value={shown}
        onChange={setShown}
        data={[
          { value: 'comments', label: t('sheet.comments') },
          { value: 'history', label: t('sheet.history') },
        ]}
      />
      {shown === 'comments' ? <Comments task={task} /> : <History id={task.id} />}
    </section>
  );
}
