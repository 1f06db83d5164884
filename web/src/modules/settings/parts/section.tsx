import type { ReactNode } from 'react';
import { useTitle } from '../../../kit/page/title';
import styles from './parts.module.css';

type SectionProps = {
  title: string;
  text?: string;
  /** Above the title: the way back. */
  before?: ReactNode;
  actions?: ReactNode;
  wide?: boolean;
  children: ReactNode;
};

/** One section of the settings. */
export function Section({ title, text, before, actions, wide = false, children }: SectionProps) {
  useTitle(title, 'section');
  return (
    <div className={styles.section} data-wide={wide || undefined}>
      {before}
      <header className={styles.header}>
        <div>
          <h2 className={styles.title}>{title}</h2>
          {text !== undefined && <p className={styles.text}>{text}</p>}
        </div>
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}
