import { Link, type LinkProps } from '@tanstack/react-router';
import styles from './tab-links.module.css';

type TabLinksProps = {
  label: string;
  tabs: readonly { readonly id: string; readonly title: string; readonly link: LinkProps }[];
  active: string;
};

/** The few ways to look at a page, each with an address. */
export function TabLinks({ label, tabs, active }: TabLinksProps) {
  return (
    <nav className={styles.tabs} aria-label={label}>
      {tabs.map(({ id, title, link }) => (
        <Link
          key={id}
          {...link}
          className={styles.tab}
          // Which tab is active isn't always told by its address alone.
          activeOptions={{ exact: true, includeSearch: true }}
          aria-current={id === active ? 'page' : undefined}
        >
          {title}
        </Link>
      ))}
    </nav>
  );
}
