import { useTranslation } from 'react-i18next';
import { formatDuration } from '../../../kit/time/duration';
import { PriorityLabel } from '../parts/priority';
import { Tags } from '../parts/task-title';
import styles from './quick-create.module.css';
import type { Understood } from './use-quick-entry';

/** What was understood of the line and stands in no field beside it. */
export function UnderstoodChips({ understood: { priority, tags, estimateSeconds } }: { understood: Understood }) {
  const { i18n } = useTranslation();
  if (priority === undefined && tags.length === 0 && estimateSeconds === undefined) return null;
  return (
    <span className={styles.understood} aria-live="polite">
      {priority && <PriorityLabel priority={priority} />}
      {estimateSeconds !== undefined && <span className="numbers">{formatDuration(estimateSeconds, i18n.language)}</span>}
      <Tags tags={tags} />
    </span>
  );
}
