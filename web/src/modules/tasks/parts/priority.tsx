import { type Icon, IconAntennaBars2, IconAntennaBars3, IconAntennaBars5 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { PriorityName } from '../data/task-words';
import styles from './parts.module.css';

const icons: Record<PriorityName, Icon> = { high: IconAntennaBars5, medium: IconAntennaBars3, low: IconAntennaBars2 };

export function PriorityLabel({ priority }: { priority: PriorityName }) {
  const { t } = useTranslation('tasks');
  const Picture = icons[priority];
  return (
    <span className={styles.priority} data-priority={priority}>
      <Picture size={16} stroke={2} aria-hidden />
      {t(`priority.${priority}`)}
    </span>
  );
}

/** Only what stands out needs a sign among others. */
export function HighPriority({ priority }: { priority: PriorityName }) {
  const { t } = useTranslation('tasks');
  if (priority !== 'high') return null;
  return (
    <span className={styles.priority} data-priority="high">
      <IconAntennaBars5 size={16} stroke={2} role="img" aria-label={t('priority.high')} />
    </span>
  );
}
