import { Button, Paper } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useRegisterSW } from 'virtual:pwa-register/react';
import styles from './update-notice.module.css';

/** Says that a newer version waits, and lets the person choose the moment. */
export function UpdateNotice() {
  const { t } = useTranslation();
  const {
    needRefresh: [needsReload],
    updateServiceWorker,
  } = useRegisterSW();
  if (!needsReload) return null;
  return (
    <Paper withBorder className={styles.notice} role="status">
      {t('shell.updated')}
      <Button size="compact-sm" variant="light" onClick={() => void updateServiceWorker(true)}>
        {t('shell.reload')}
      </Button>
    </Paper>
  );
}
