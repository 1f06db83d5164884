import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Task } from '../../../api/types';
import styles from './parts.module.css';

/** Which part it is of a work that was carried over, and the way to the parts before and behind it. */
export function Parts({ task: { part, previousPart, nextPart } }: { task: Task }) {
  const { t } = useTranslation('tasks');
  if (part === 0) return null;
  const link = { to: '/tasks/$taskId', search: (search: object) => search, className: styles.link } as const;
  return (
    <nav className={styles.parts} aria-label={t('parts.title')}>
      {previousPart !== '0' && (
        <Link {...link} params={{ taskId: previousPart }}>
          <IconChevronLeft size={14} aria-hidden />
          {t('parts.part', { part: part - 1 })}
        </Link>
      )}
      <span className={styles.here} aria-current="page">
        {t('parts.part', { part })}
      </span>
      {nextPart !== '0' && (
        <Link {...link} params={{ taskId: nextPart }}>
          {t('parts.part', { part: part + 1 })}
          <IconChevronRight size={14} aria-hidden />
        </Link>
      )}
    </nav>
  );
}
