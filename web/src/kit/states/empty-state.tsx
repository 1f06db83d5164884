import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './states.module.css';

type EmptyStateProps = {
  icon: Icon;
  title: string;
  text?: string;
  /** Whether it is all there is of the page, so that its title is the page's. */
  isPage?: boolean;
  children?: ReactNode;
};

/** Nothing here: says what would stand here and, by its children, how to bring it. */
export function EmptyState({ icon: Picture, title, text, isPage = false, children }: EmptyStateProps) {
  return (
    <div className={styles.state} data-page={isPage || undefined}>
      <Picture className={styles.icon} size={40} stroke={1.25} aria-hidden />
      {isPage ? <h1 className={styles.title}>{title}</h1> : <p className={styles.title}>{title}</p>}
      {text !== undefined && <p className={styles.text}>{text}</p>}
      {children !== undefined && <div className={styles.actions}>{children}</div>}
    </div>
  );
}
