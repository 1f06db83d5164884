import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useKeys } from '../../../kit/keys/use-keys';
import { problemText, requestIdOf } from '../../../kit/states/problem-text';
import styles from './parts.module.css';

type SaveBarProps = {
  isChanged: boolean;
  busy: boolean;
  problem: unknown;
  onSave: () => void;
  onDiscard: () => void;
};

/** Says that something is changed and not yet saved, wherever one has scrolled to. What is typed is kept meanwhile. */
export function SaveBar({ isChanged, busy, problem, onSave, onDiscard }: SaveBarProps) {
  const { t } = useTranslation('settings');
  const { t: common } = useTranslation();
  useKeys({ 'mod+s': onSave }, isChanged);
  if (!isChanged) return null;
  const requestId = requestIdOf(problem);
  return (
    <div className={styles.saveBar} role="region" aria-label={t('unsaved')}>
      <p
        className={styles.saveText}
        role={problem === undefined ? undefined : 'alert'}
        data-refused={problem !== undefined || undefined}
      >
        {problem === undefined ? t('unsaved') : problemText(problem)}
        {requestId !== undefined && <span className={styles.request}> {common('problem.request', { id: requestId })}</span>}
      </p>
      <Button variant="subtle" color="gray" onClick={onDiscard}>
        {t('discard')}
      </Button>
      <Button onClick={onSave} loading={busy}>
        {common('save')}
      </Button>
    </div>
  );
}
