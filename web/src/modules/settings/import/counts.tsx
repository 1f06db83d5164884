import { useTranslation } from 'react-i18next';
import type { Import } from '../../../api/types';
import styles from './import.module.css';

/** How many lines become what; before the import what would, after it what did. */
export function Counts({ it }: { it: Import }) {
  const { t } = useTranslation('settings');
  const isDone = it.state === 'IMPORT_STATE_RUNNING' || it.state === 'IMPORT_STATE_DONE' || it.state === 'IMPORT_STATE_CANCELLED';
  const tense = isDone ? 'did' : 'will';
  const counts = [
    ['created', it.created],
    ['updated', it.updated],
    ['unchanged', it.unchanged],
    ['failed', it.failed],
    ['departments', it.departmentsCreated],
  ] as const;
  return (
    <dl className={styles.counts}>
      {counts.map(([name, count]) => (
        <div key={name} className={styles.count} data-bad={(name === 'failed' && count > 0) || undefined}>
          <dt>{t(`import.${tense}.${name}`)}</dt>
          <dd className="numbers">{count}</dd>
        </div>
      ))}
    </dl>
  );
}
