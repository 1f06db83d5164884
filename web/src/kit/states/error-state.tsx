import { Button } from '@mantine/core';
import { IconCloudOff, IconMoodPuzzled } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { isMissing } from '../../api/problem';
import { problemText, requestIdOf } from './problem-text';
import styles from './states.module.css';

/** What went wrong, what to do next, and the request to name when asking for help. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation();
  const requestId = requestIdOf(error);
  const missing = isMissing(error);
  const Picture = missing ? IconMoodPuzzled : IconCloudOff;
  return (
    <div className={styles.state} role="alert">
      <Picture className={styles.icon} size={40} stroke={1.25} aria-hidden />
      <p className={styles.title}>{missing ? t('problem.missingTitle') : t('problem.title')}</p>
      <p className={styles.text}>{problemText(error)}</p>
      {onRetry !== undefined && !missing && (
        <div className={styles.actions}>
          <Button variant="default" onClick={onRetry}>
            {t('problem.retry')}
          </Button>
        </div>
      )}
      {requestId !== undefined && <p className={styles.request}>{t('problem.request', { id: requestId })}</p>}
    </div>
  );
}
