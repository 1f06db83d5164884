import type { ReactNode } from 'react';
import styles from './profile.module.css';

type PropertiesProps = { title: string; children: ReactNode };

/** What is known about something, under a heading. */
export function Properties({ title, children }: PropertiesProps) {
  return (
    <section>
      <h3 className={styles.sectionTitle}>{title}</h3>
      <div className={styles.properties}>{children}</div>
    </section>
  );
}

/** A name and what stands for it; a field edited in place brings its own label for those who hear the page. */
export function Property({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={styles.property}>
      <div className={styles.label}>{label}</div>
      <div className={styles.value}>{children}</div>
    </div>
  );
}

/** A value that cannot be changed here. */
export function Fixed({ children }: { children: ReactNode }) {
  return <div className={styles.fixed}>{children}</div>;
}
