import type { ReactNode } from 'react';
import styles from '../page/page.module.css';

type FormSectionProps = { title: string; text?: string; children: ReactNode };

/** Fields that belong together, with what they are for beside them. */
export function FormSection({ title, text, children }: FormSectionProps) {
  return (
    <section className={styles.section}>
      <div>
        <h2 className={styles.sectionTitle}>{title}</h2>
        {text !== undefined && <p className={styles.sectionText}>{text}</p>}
      </div>
      <div className={styles.fields}>{children}</div>
    </section>
  );
}
