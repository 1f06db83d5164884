import { useLocalStorage } from '@mantine/hooks';
import { IconWifiOff } from '@tabler/icons-react';
import { Outlet, useRouterState } from '@tanstack/react-router';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useRememberPage } from '../kit/page/last-page';
import { ListSkeleton } from '../kit/states/skeletons';
import { useLive } from '../live/live';
import { BottomBar } from './bottom-bar';
import { useGlobalKeys } from './global-keys';
import { Palette } from './palette/palette';
import { usePhone } from '../kit/screen/phone';
import { Rail } from './rail';
import styles from './shell.module.css';
import { ShortcutsSheet } from './shortcuts-sheet';
import { TopBar } from './top-bar';

/** The frame around every page. */
export function Shell() {
  const { t } = useTranslation();
  const isPhone = usePhone();
  const lost = useLive();
  const [collapsed, setCollapsed] = useLocalStorage({
    key: 'atrium.rail-collapsed',
    defaultValue: false,
    getInitialValueInEffect: false,
  });
  useGlobalKeys();
  useRememberPage();

  return (
    <div className={styles.shell} data-collapsed={collapsed}>
      <a href="#content" className={styles.skip}>
        {t('shell.skip')}
      </a>
      {!isPhone && <Rail collapsed={collapsed} onCollapse={setCollapsed} />}
      <TopBar />
      <Content />
      {isPhone && <BottomBar />}
      <Palette />
      <ShortcutsSheet />
      {lost && (
        <div className={styles.lost} role="status">
          <IconWifiOff size={16} aria-hidden />
          {t('shell.lost')}
        </div>
      )}
    </div>
  );
}

/** The page itself; what stands there is on its way out while it is busy. */
function Content() {
  const isBusy = useRouterState({ select: ({ isLoading }) => isLoading });
  return (
    <main id="content" className={styles.content} tabIndex={-1} aria-busy={isBusy}>
      <Suspense fallback={<ListSkeleton />}>
        <Outlet />
      </Suspense>
    </main>
  );
}
