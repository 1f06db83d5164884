import { type ReactNode, useEffect } from 'react';
import { useSession } from '../../session/session';
import styles from './page.module.css';

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
  useTitle(title);
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

/** The title of the browser's tab. */
export function useTitle(title: string): void {
  const { company } = useSession();
  useEffect(() => {
    document.title = `${title} · ${company.name || 'Atrium'}`;
  }, [title, company.name]);
}
