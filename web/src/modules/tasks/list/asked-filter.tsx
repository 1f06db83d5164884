import { TextInput } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PersonPicker } from '../../../kit/people/person-picker';
import type { TaskFilter } from '../data/task-filter';
import styles from './tasks-page.module.css';

/** What a list can be narrowed by that is looked up or typed. */
export type Asked = 'assignee' | 'tag';

type AskedFilterProps = { asked: Asked; filter: TaskFilter; onChange: (filter: TaskFilter) => void; onDone: () => void };

/** Asks for it where it will then stand among the filters. */
export function AskedFilter({ asked, filter, onChange, onDone }: AskedFilterProps) {
  const { t } = useTranslation('tasks');
  const [tag, setTag] = useState('');

  function narrow(change: Partial<TaskFilter>): void {
    onChange({ ...filter, ...change });
    onDone();
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && tag.trim() !== '') narrow({ tag: tag.trim() });
    else if (event.key === 'Enter' || event.key === 'Escape') onDone();
  }

  return (
    <div className={styles.asked}>
      {asked === 'assignee' ? (
        <PersonPicker
          aria-label={t('filter.assignee')}
          placeholder={t('filter.assignee')}
          value=""
          isOpen
          onChange={(assignee) => narrow({ assignee })}
          onClose={onDone}
        />
      ) : (
        <TextInput
          aria-label={t('filter.tag')}
          placeholder={t('filter.tag')}
          value={tag}
          maxLength={60}
          autoFocus
          onChange={(event) => setTag(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
      )}
    </div>
  );
}
