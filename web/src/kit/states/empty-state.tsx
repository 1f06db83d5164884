import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './states.module.css';

type EmptyStateProps = { icon: Icon; title: string; text?: string; children?: ReactNode };

/** Nothing here: says what would stand here and, by its children, how to bring it. */
export function EmptyState({ icon: Picture, title, text, children }: EmptyStateProps) {
  return (
    <div className={styles.state}>
      <Picture className={styles.icon} size={40} stroke={1.25} aria-hidden />
      <p className={styles.title}>{title}</p>
      {text !== undefined && <p className={styles.text}>{text}</p>}
      {children !== undefined && <div className={styles.actions}>{children}</div>}
    </div>
  );
}
