import { IconMoonStars } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import styles from './parts.module.css';

/** It is kept for some day. */
export function SomedayMark() {
  const { t } = useTranslation('tasks');
  return (
    <span className={styles.someday}>
      <IconMoonStars size={15} stroke={1.75} aria-hidden />
      {t('someday.name')}
    </span>
  );
}
