import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { problemText } from '../../../kit/states/problem-text';
import type { ShownPlan } from './data/use-plan';
import styles from './plan-page.module.css';

/** Rows that could not be made stay until somebody decides. */
export function FailedRows({ plan }: { plan: ShownPlan }) {
  const { t } = useTranslation('tasks');
  const failed = plan.overlay.drafts.filter(({ error }) => error !== undefined);
  const [first] = failed;
  if (!first) return null;
  return (
    <div className={styles.failed} role="alert">
      <span>{t('plan.failed', { count: failed.length, reason: problemText(first.error) })}</span>
      <Button size="compact-sm" variant="default" onClick={plan.writer.retry}>
        {t('plan.retry')}
      </Button>
      <Button size="compact-sm" variant="subtle" color="red" onClick={plan.writer.discard}>
        {t('plan.discard')}
      </Button>
    </div>
  );
}
