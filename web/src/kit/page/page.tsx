import type { ReactNode } from 'react';
import styles from './page.module.css';
import { useTitle } from './title';

type PageProps = {
  title: string;
  /** Beside the title: tabs, counts. */
  beside?: ReactNode;
  /** At the end of the header: what can be done here. */
  actions?: ReactNode;
  children: ReactNode;
};

/** One page of a module: its header, and below it what scrolls. */
export function Page({ title, beside, actions, children }: PageProps) {
  useTitle(title, 'page');
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <h1 className={styles.title}>{title}</h1>
        {beside}
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </header>
      <div className={styles.body}>{children}</div>
    </div>
  );
}
