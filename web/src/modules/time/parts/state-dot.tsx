import type { DayState } from '../../../api/types';
import styles from './parts.module.css';

/** The state of a day as a mark of its own shape; its words stand beside it. */
export function StateDot({ state }: { state: DayState }) {
  return <span className={styles.dot} data-state={state} aria-hidden />;
}
