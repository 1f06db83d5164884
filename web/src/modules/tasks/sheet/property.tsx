import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './task-sheet.module.css';

/** One line of what is known of a task. */
export function Property({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={styles.property}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

export const Static = ({ children }: { children: ReactNode }) => <div className={styles.static}>{children}</div>;

export function None() {
  const { t } = useTranslation('tasks');
  return <span className="quiet">{t('sheet.none')}</span>;
}
