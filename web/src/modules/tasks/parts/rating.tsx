import { IconThumbDown, IconThumbUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Task } from '../../../api/types';
import { ratingOf } from '../data/saying';
import styles from './parts.module.css';

/** How well it was done, if somebody has said so. */
export function RatingLabel({ task }: { task: Task }) {
  const { t } = useTranslation('tasks');
  const rating = ratingOf(task);
  if (rating === undefined) return null;
  const Picture = rating === 'positive' ? IconThumbUp : IconThumbDown;
  return (
    <span className={styles.rating} data-rating={rating}>
      <Picture size={16} stroke={1.75} aria-hidden />
      {t(`rating.${rating}`)}
    </span>
  );
}
