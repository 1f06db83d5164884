import { useTranslation } from 'react-i18next';
import type { Task } from '../../../api/types';
import styles from './parts.module.css';

/** Which part it is of a work that was carried over. */
export function PartLabel({ task: { part } }: { task: Pick<Task, 'part'> }) {
  const { t } = useTranslation('tasks');
  return part > 0 ? <span className={`${styles.part} numbers`}>{t('parts.part', { part })}</span> : null;
}
