import { useTranslation } from 'react-i18next';
import type { Module } from '../modules/module';
import styles from './rail.module.css';

/** How much waits in a module. `of` is a hook, and each module keeps its own. */
export function Count({ of: useCount }: { of: NonNullable<Module['useCount']> }) {
  const { t } = useTranslation();
  const count = useCount();
  if (count === 0) return null;
  return (
    <span className={styles.count}>
      <span aria-hidden>{count > 99 ? '99+' : count}</span>
      <span className="visually-hidden">{t('shell.waiting', { count })}</span>
    </span>
  );
}
