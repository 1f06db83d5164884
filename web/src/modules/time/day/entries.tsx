import { ActionIcon, Menu } from '@mantine/core';
import { IconClockOff, IconDots, IconPencil, IconTrash } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, done, idempotencyKey, ifVersion } from '../../../api/client';
import { invalidateLists } from '../../../api/keys';
import type { TimeEntry } from '../../../api/types';
import { useAllowedActions } from '../../../kit/allowed-actions';
import { ConfirmDialog } from '../../../kit/feedback/confirm-dialog';
import { problemToast } from '../../../kit/feedback/toast';
import { InlineText } from '../../../kit/form/inline-text';
import { EmptyState } from '../../../kit/states/empty-state';
import { formatDuration } from '../../../kit/time/duration';
import { formatTime } from '../../../kit/time/format';
import { usePlace } from '../../../kit/time/time';
import { Badge } from '../parts/badge';
import { EntryForm } from './entry-form';
import styles from './time-page.module.css';

/** The entries of a day, edited in their place. */
export function Entries({ entries }: { entries: readonly TimeEntry[] }) {
  const { t } = useTranslation('time');
  if (entries.length === 0) return <EmptyState icon={IconClockOff} title={t('entry.none')} text={t('entry.noneText')} />;
  return (
    <ul className={styles.entries}>
      {entries.map((entry) => (
        <EntryRow key={entry.id} entry={entry} />
      ))}
    </ul>
  );
}

function EntryRow({ entry }: { entry: TimeEntry }) {
  const { t, i18n } = useTranslation('time');
  const place = usePlace();
  const { can } = useAllowedActions(entry);
  const queries = useQueryClient();
  const [editing, setEditing] = useState(false);
  const time = (instant: string | undefined) => (instant === undefined ? t('now') : formatTime(instant, place));

  async function comment(text: string): Promise<void> {
    const params = { path: { id: entry.id }, header: ifVersion(entry.version), query: { updateMask: 'comment' } };
    await answer(api.PATCH('/v1/time-entries/{id}', { params, body: { comment: text } }));
    invalidateLists(queries, 'time_entry');
  }

  if (editing)
    return (
      <li>
        <EntryForm entry={entry} onClose={() => setEditing(false)} />
      </li>
    );
  return (
    <li className={styles.entry}>
      <span className={`${styles.span} numbers`}>
        {time(entry.from)} – {time(entry.to)}
      </span>
      <span className={styles.what}>
        <Link to="/tasks/$taskId" params={{ taskId: entry.task }}>
          {entry.taskTitle}
        </Link>
        {entry.source === 'ENTRY_SOURCE_MANUAL' && <Badge tone="quiet">{t('entry.manual')}</Badge>}
        {entry.corrected && <Badge tone="amber">{t('entry.corrected')}</Badge>}
      </span>
      <span className={`${styles.length} numbers`}>
        {entry.to === undefined ? (
          <Badge tone="green">{t('entry.running')}</Badge>
        ) : (
          formatDuration(Number(entry.seconds), i18n.language)
        )}
      </span>
      <span className={styles.comment}>
        {can('update') ? (
          <InlineText
            draft={`time_entry/${entry.id}/comment`}
            value={entry.comment}
            onSave={comment}
            aria-label={t('entry.comment')}
            placeholder={t('entry.comment')}
            maxLength={1000}
          />
        ) : (
          entry.comment
        )}
      </span>
      <EntryMenu entry={entry} onEdit={() => setEditing(true)} />
    </li>
  );
}

function EntryMenu({ entry, onEdit }: { entry: TimeEntry; onEdit: () => void }) {
  const { t } = useTranslation('time');
  const { can } = useAllowedActions(entry);
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  if (!can('delete')) return <span />;

  async function remove(): Promise<void> {
    setAsking(false);
    try {
      const params = { path: { id: entry.id }, header: { 'Idempotency-Key': idempotencyKey() } };
      await done(api.DELETE('/v1/time-entries/{id}', { params }));
    } catch (error) {
      problemToast(error);
    }
    invalidateLists(queries, 'time_entry');
  }

  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={t('entry.more', { task: entry.taskTitle })}>
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={onEdit}>
            {t('entry.edit')}
          </Menu.Item>
          <Menu.Item leftSection={<IconTrash size={16} aria-hidden />} onClick={() => setAsking(true)}>
            {t('entry.delete')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ConfirmDialog
        opened={asking}
        title={t('entry.deleteTitle')}
        text={t('entry.deleteText')}
        action={t('entry.delete')}
        onConfirm={() => void remove()}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
