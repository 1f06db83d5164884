import { useTranslation } from 'react-i18next';
import { formatDuration } from '../../../../kit/time/duration';
import { formatExactly } from '../../../../kit/time/format';
import { usePlace } from '../../../../kit/time/time';
import { isTime, type WrittenColumn } from '../rules/columns';
import { readCell, type Reading } from '../rules/read-cell';
import styles from './grid.module.css';

type PreviewProps = { column: WrittenColumn; text: string; reading: Reading; isAbove: boolean };

/** What is understood of a time or an effort while it is typed. */
export function Preview({ column, text, reading, isAbove }: PreviewProps) {
  const { t } = useTranslation('tasks');
  const place = usePlace();
  if (!isTime(column) && column !== 'estimateSeconds') return null;
  const read = readCell(column, text, reading);
  const at = 'change' in read && isTime(column) ? read.change[column] : undefined;
  const seconds = 'change' in read ? read.change.estimateSeconds : undefined;
  return (
    <div className={styles.hints} data-above={isAbove || undefined} role="status">
      {'problem' in read && (
        <div className={styles.hint} data-bad>
          {t(`plan.unreadable.${read.problem}`)}
        </div>
      )}
      {typeof at === 'string' && <div className={styles.hint}>{formatExactly(at, place)}</div>}
      {seconds !== undefined && <div className={styles.hint}>{formatDuration(Number(seconds), place.language)}</div>}
    </div>
  );
}
