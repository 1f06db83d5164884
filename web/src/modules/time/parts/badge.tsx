import type { ReactNode } from 'react';
import styles from './parts.module.css';

export type Tone = 'red' | 'amber' | 'green' | 'blue' | 'quiet';

/** A word about a thing, in its tone. */
export function Badge({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className={styles.badge} data-tone={tone}>
      {children}
    </span>
  );
}
