import { IconLock } from '@tabler/icons-react';
import { Link, Navigate, Outlet, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '../../kit/page/page';
import { EmptyState } from '../../kit/states/empty-state';
import { useSession } from '../../session/session';
import { visibleSections } from './sections';
import styles from './settings.module.css';

/** The settings of the company, a section at a time. */
export function SettingsPage() {
  const { t } = useTranslation('settings');
  const sections = visibleSections(useSession());
  const pathname = useRouterState({ select: ({ location }) => location.pathname });
  const [first] = sections;

  const menu = useRef<HTMLElement>(null);

  // On a phone the menu is wider than the screen.
  useEffect(() => {
    menu.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [pathname]);

  if (first === undefined) return <EmptyState icon={IconLock} title={t('none')} text={t('noneText')} />;
  if (pathname === '/settings') return <Navigate to={first.to} replace />;
  return (
    <Page title={t('title')}>
      <div className={styles.settings}>
        <nav ref={menu} className={styles.menu} aria-label={t('title')}>
          {sections.map(({ id, to, icon: Icon }) => (
            <Link key={id} to={to} className={styles.entry}>
              <Icon size={16} stroke={1.75} aria-hidden />
              {t(`section.${id}`)}
            </Link>
          ))}
        </nav>
        <div className={styles.content}>
          <Outlet />
        </div>
      </div>
    </Page>
  );
}
