import { ActionIcon, Button, Kbd, Menu } from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { palette } from './overlays';
import { PersonMenu } from './person-menu';
import { usePhone } from '../kit/screen/phone';
import styles from './top-bar.module.css';
import { TopBarIcon } from './top-bar-icon';
import { useText, useVisibleModules } from './visible-modules';

export function TopBar() {
  const { t } = useTranslation();
  const isPhone = usePhone();
  const modules = useVisibleModules();
  return (
    <header className={styles.bar}>
      <button type="button" className={styles.search} onClick={palette.open} aria-keyshortcuts="Control+K Meta+K">
        <IconSearch size={16} aria-hidden />
        {t('palette.field')}
        {!isPhone && (
          <Kbd size="xs" className={styles.keys}>
            {/Mac/.test(navigator.userAgent) ? '⌘K' : 'Ctrl K'}
          </Kbd>
        )}
      </button>
      <div className={styles.end}>
        {modules.map(
          ({ name, Control }) =>
            Control && (
              <Suspense key={name}>
                <Control />
              </Suspense>
            ),
        )}
        <CreateMenu />
        {modules
          .filter(({ inTopBar }) => inTopBar)
          .map((module) => (
            <TopBarIcon key={module.name} module={module} />
          ))}
        <PersonMenu />
      </div>
    </header>
  );
}

/** What can be made new; a single thing needs no menu. */
function CreateMenu() {
  const { t } = useTranslation();
  const text = useText();
  const isPhone = usePhone();
  const commands = useVisibleModules().flatMap((module) => (module.commands ?? []).filter(({ creates }) => creates));
  const [only, ...more] = commands;
  if (only === undefined) return null;

  const button = isPhone ? (
    <ActionIcon variant="filled" color="indigo" aria-label={t('create')}>
      <IconPlus size={20} aria-hidden />
    </ActionIcon>
  ) : (
    <Button leftSection={<IconPlus size={16} aria-hidden />}>{t('create')}</Button>
  );
  if (more.length === 0) {
    return isPhone ? (
      <ActionIcon component={Link} to={only.to} variant="filled" color="indigo" aria-label={text(only.title)}>
        <IconPlus size={20} aria-hidden />
      </ActionIcon>
    ) : (
      <Button component={Link} to={only.to} leftSection={<IconPlus size={16} aria-hidden />}>
        {t('create')}
      </Button>
    );
  }
  return (
    <Menu position="bottom-end">
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown>
        {commands.map(({ id, title, icon: Icon, to, keys }) => (
          <Menu.Item
            key={id}
            component={Link}
            to={to}
            leftSection={<Icon size={16} aria-hidden />}
            rightSection={keys && <Kbd size="xs">{keys}</Kbd>}
          >
            {text(title)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
