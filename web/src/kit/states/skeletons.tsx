import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import styles from './states.module.css';

/** Widths as text has them, so that a list that loads looks like a list. */
const widths = ['62%', '48%', '71%', '55%', '66%', '40%', '58%', '74%'];

/** The rows of a list that isn't there yet. */
export function ListSkeleton({ rows = 8 }: { rows?: number }) {
  const { t } = useTranslation();
  return (
    <div className={styles.lines} role="status" aria-label={t('loading')}>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className={styles.line}>
          <Skeleton circle height={16} width={16} />
          <Skeleton height={10} width={widths[row % widths.length]} radius="xs" />
        </div>
      ))}
    </div>
  );
}

/** A page or a sheet of text that isn't there yet. */
export function TextSkeleton() {
  const { t } = useTranslation();
  return (
    <div role="status" aria-label={t('loading')}>
      <Skeleton height={20} width="60%" mb={24} />
      {widths.slice(0, 5).map((width) => (
        <Skeleton key={width} height={10} width={width} mb={12} radius="xs" />
      ))}
    </div>
  );
}
