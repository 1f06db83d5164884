import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import i18next from 'i18next';
import { problemText, requestIdOf } from '../states/problem-text';
import styles from './feedback.module.css';

/** Says that something was done. */
export function toast(message: string): void {
  notifications.show({ message, autoClose: 4000, withBorder: true });
}

const timeToUndo = 10_000;

/** Says what was done, and takes it back on request: instead of asking before. */
export function undoToast(message: string, undo: () => void): void {
  const id = crypto.randomUUID();
  const onUndo = () => {
    notifications.hide(id);
    undo();
  };
  notifications.show({
    id,
    autoClose: timeToUndo,
    withBorder: true,
    message: (
      <span className={styles.undo}>
        <span>{message}</span>
        <Button size="compact-sm" variant="subtle" onClick={onUndo}>
          {i18next.t('undo')}
        </Button>
      </span>
    ),
  });
}

/** Says why something didn't happen. `what` was to be done, e.g. "The task was not changed." */
export function problemToast(error: unknown, what?: string): void {
  const requestId = requestIdOf(error);
  notifications.show({
    title: what,
    color: 'red',
    autoClose: 8000,
    withBorder: true,
    message: (
      <>
        {problemText(error)}
        {requestId !== undefined && <span className={styles.request}>{i18next.t('problem.request', { id: requestId })}</span>}
      </>
    ),
  });
}
