import { IconX } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PersonName } from '../../../kit/people/chips';
import { areOpen } from '../data/task-words';
import type { TaskFilter } from '../data/task-filter';
import { type Asked, AskedFilter } from './asked-filter';
import { FilterMenu } from './filter-menu';
import styles from './tasks-page.module.css';

type FilterChipsProps = { filter: TaskFilter; onChange: (filter: TaskFilter) => void };

/** What narrows the list now, each to be taken away by a click, and the menu that adds more. */
export function FilterChips({ filter, onChange }: FilterChipsProps) {
  const { t } = useTranslation('tasks');
  const { role, assignee, status, priority, due, tag, awaited, someday, custom } = filter;
  const statusText = areOpen(status) ? t('filter.open') : status.map((name) => t(`status.${name}`)).join(', ');
  const [asked, setAsked] = useState<Asked>();
  return (
    <>
      <FilterMenu filter={filter} onChange={onChange} asked={asked} onAsk={setAsked} />
      {asked && <AskedFilter asked={asked} filter={filter} onChange={onChange} onDone={() => setAsked(undefined)} />}
      {role && <Chip text={t(`role.${role}`)} onRemove={() => onChange({ ...filter, role: undefined })} />}
      {assignee !== undefined && (
        <Chip text={t('field.assignee')} onRemove={() => onChange({ ...filter, assignee: undefined })}>
          <PersonName id={assignee} />
        </Chip>
      )}
      {status.length > 0 && <Chip text={statusText} onRemove={() => onChange({ ...filter, status: [] })} />}
      {due && <Chip text={t(`due.${due}`)} onRemove={() => onChange({ ...filter, due: undefined })} />}
      {priority && (
        <Chip
          text={`${t('field.priority')}: ${t(`priority.${priority}`)}`}
          onRemove={() => onChange({ ...filter, priority: undefined })}
        />
      )}
      {tag !== undefined && <Chip text={tag} onRemove={() => onChange({ ...filter, tag: undefined })} />}
      {awaited && <Chip text={t(`awaited.${awaited}`)} onRemove={() => onChange({ ...filter, awaited: undefined })} />}
      {someday && <Chip text={t('someday.name')} onRemove={() => onChange({ ...filter, someday: undefined })} />}
      {custom !== undefined && <Chip text={t('filter.custom')} onRemove={() => onChange({ ...filter, custom: undefined })} />}
    </>
  );
}

function Chip({ text, children, onRemove }: { text: string; children?: ReactNode; onRemove: () => void }) {
  const { t } = useTranslation('tasks');
  return (
    <button type="button" className={styles.chip} onClick={onRemove} aria-label={t('filter.remove', { filter: text })}>
      {text}
      {children !== undefined && <strong>{children}</strong>}
      <IconX size={14} aria-hidden />
    </button>
  );
}
