import { useTranslation } from 'react-i18next';
import type { Rollup } from '../../../api/types';
import { formatDuration } from '../../../kit/time/duration';
import { formatDate } from '../../../kit/time/format';
import { usePlace } from '../../../kit/time/time';
import styles from './subtasks.module.css';

/** What the subtasks come to: how far they are, how much work, how many are late, and until when. */
export function RollupFacts({ rollup }: { rollup: Rollup }) {
  const { t } = useTranslation('tasks');
  const place = usePlace();
  const { progressPercent, estimateSeconds, spentSeconds, overdue, deadline } = rollup;
  return (
    <dl className={styles.facts}>
      <Fact name={t('subtasks.progress')}>{`${progressPercent} %`}</Fact>
      {estimateSeconds !== '0' && (
        <Fact name={t('subtasks.estimate')}>{formatDuration(Number(estimateSeconds), place.language)}</Fact>
      )}
      {spentSeconds !== '0' && <Fact name={t('field.spentSeconds')}>{formatDuration(Number(spentSeconds), place.language)}</Fact>}
      {deadline !== undefined && <Fact name={t('subtasks.last')}>{formatDate(deadline, place)}</Fact>}
      {overdue > 0 && (
        <Fact name={t('due.overdue')} isLate>
          {overdue}
        </Fact>
      )}
    </dl>
  );
}

function Fact({ name, isLate = false, children }: { name: string; isLate?: boolean; children: string | number }) {
  return (
    <div className={styles.fact} data-late={isLate}>
      <dt>{name}</dt>
      <dd className="numbers">{children}</dd>
    </div>
  );
}
