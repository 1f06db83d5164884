import { Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Count } from './count';
import styles from './rail.module.css';
import { useText, useVisibleModules } from './visible-modules';

const mostTabs = 4;

/** The modules on a phone: the first few under the thumb, the rest behind "More". */
export function BottomBar() {
  const { t } = useTranslation();
  const text = useText();
  const modules = useVisibleModules().filter(({ inTopBar }) => !inTopBar);
  const tabs = modules.filter(({ inBottomBar }) => inBottomBar).slice(0, mostTabs);
  const rest = modules.filter((module) => !tabs.includes(module));
  return (
    <nav className={styles.bottom} aria-label={t('shell.modules')}>
      {tabs.map(({ name, title, icon: Icon, to, useCount }) => (
        <Link key={name} to={to} className={styles.tab} activeOptions={{ exact: to === '/' }}>
          <Icon size={22} stroke={1.75} aria-hidden />
          <span className={styles.label}>{text(title)}</span>
          {useCount && <Count of={useCount} />}
        </Link>
      ))}
      {rest.length > 0 && (
        <Menu position="top-end">
          <Menu.Target>
            <button type="button" className={styles.tab}>
              <IconDots size={22} stroke={1.75} aria-hidden />
              {t('shell.more')}
            </button>
          </Menu.Target>
          <Menu.Dropdown>
            {rest.map(({ name, title, icon: Icon, to }) => (
              <Menu.Item key={name} component={Link} to={to} leftSection={<Icon size={18} aria-hidden />}>
                {text(title)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </nav>
  );
}
