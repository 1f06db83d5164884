import { Tooltip } from '@mantine/core';
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { usePicture } from '../kit/people/photo';
import type { Module } from '../modules/module';
import { useSession } from '../session/session';
import { Count } from './count';
import styles from './rail.module.css';
import { useText, useVisibleModules } from './visible-modules';

type RailProps = { collapsed: boolean; onCollapse: (collapsed: boolean) => void };

/** The modules, at the left of everything. */
export function Rail({ collapsed, onCollapse }: RailProps) {
  const { t } = useTranslation();
  // What stands in the top bar need not stand here too.
  const modules = useVisibleModules().filter(({ inTopBar }) => !inTopBar);
  const Collapse = collapsed ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse;
  return (
    <nav className={styles.rail} data-collapsed={collapsed} aria-label={t('shell.modules')}>
      <CompanyMark />
      <ul className={styles.list}>
        {modules
          .filter(({ atEnd }) => !atEnd)
          .map((module) => (
            <Entry key={module.name} module={module} collapsed={collapsed} />
          ))}
      </ul>
      <ul className={`${styles.list} ${styles.end}`}>
        {modules
          .filter(({ atEnd }) => atEnd)
          .map((module) => (
            <Entry key={module.name} module={module} collapsed={collapsed} />
          ))}
        <li>
          <Tooltip label={t('shell.expand')} position="right" disabled={!collapsed}>
            <button
              type="button"
              className={styles.entry}
              onClick={() => onCollapse(!collapsed)}
              aria-label={collapsed ? t('shell.expand') : t('shell.collapse')}
            >
              <Collapse size={18} stroke={1.75} aria-hidden />
              <span className={styles.label}>{t('shell.collapse')}</span>
            </button>
          </Tooltip>
        </li>
      </ul>
    </nav>
  );
}

function CompanyMark() {
  const { company } = useSession();
  const logo = usePicture(company.logoUrl || undefined);
  return (
    <Link to="/" className={styles.company}>
      <img src={logo ?? '/icon.svg'} alt="" className={styles.mark} />
      <span className={styles.label}>{company.name || 'Atrium'}</span>
    </Link>
  );
}

function Entry({ module, collapsed }: { module: Module; collapsed: boolean }) {
  const text = useText();
  const { icon: Icon, to, useCount } = module;
  return (
    <li>
      <Tooltip label={text(module.title)} position="right" disabled={!collapsed}>
        <Link
          to={to}
          className={styles.entry}
          activeOptions={{ exact: to === '/' }}
          aria-label={collapsed ? text(module.title) : undefined}
        >
          <Icon size={18} stroke={1.75} aria-hidden />
          <span className={styles.label}>{text(module.title)}</span>
          {useCount && <Count of={useCount} />}
        </Link>
      </Tooltip>
    </li>
  );
}
