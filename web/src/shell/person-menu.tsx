import { Button, Popover, SegmentedControl, useMantineColorScheme } from '@mantine/core';
import { IconKeyboard, IconLogout } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { chooseDensity, useDensity } from '../kit/screen/density';
import { Avatar } from '../kit/people/avatar';
import { usePhone } from '../kit/screen/phone';
import { closestLanguage, languageNames, languages } from '../language/languages';
import { useSession } from '../session/session';
import { signOut } from '../session/sign-in';
import { useChangeLanguage } from './change-language';
import { shortcutsSheet } from './overlays';
import styles from './top-bar.module.css';

/** Who is signed in, and how this person likes things: language, colours, density. */
export function PersonMenu() {
  const { t } = useTranslation();
  const { me } = useSession();
  const isPhone = usePhone();
  const [opened, setOpened] = useState(false);
  return (
    <Popover position="bottom-end" offset={12} width={320} opened={opened} onChange={setOpened} trapFocus returnFocus>
      <Popover.Target>
        <button
          type="button"
          className={styles.person}
          aria-label={t('person.menu', { name: me.name })}
          onClick={() => setOpened(!opened)}
        >
          <Avatar person={me} size={isPhone ? 34 : 28} />
        </button>
      </Popover.Target>
      <Popover.Dropdown p={8}>
        <div className={styles.who}>
          <div className={styles.whoName}>{me.name}</div>
          <div className="quiet">{me.email}</div>
        </div>
        <Preferences />
        <div className={styles.doors}>
          {!isPhone && (
            <Button
              variant="subtle"
              color="gray"
              justify="start"
              leftSection={<IconKeyboard size={16} aria-hidden />}
              onClick={() => {
                setOpened(false);
                shortcutsSheet.open();
              }}
            >
              {t('shortcuts.title')}
            </Button>
          )}
          <Button
            variant="subtle"
            color="gray"
            justify="start"
            leftSection={<IconLogout size={16} aria-hidden />}
            onClick={() => void signOut()}
          >
            {t('person.signOut')}
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

function Preferences() {
  const { t, i18n } = useTranslation();
  const isPhone = usePhone();
  const density = useDensity();
  const changeLanguage = useChangeLanguage();
  // The other way would add a <style> element for the moment of the change, which the page's policy refuses.
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  return (
    <div className={styles.settings}>
      <Setting name={t('person.language')}>
        <SegmentedControl
          fullWidth
          aria-label={t('person.language')}
          value={closestLanguage([i18n.language])}
          onChange={changeLanguage}
          data={languages.map((language) => ({ value: language, label: <span lang={language}>{languageNames[language]}</span> }))}
        />
      </Setting>
      <Setting name={t('person.theme')}>
        <SegmentedControl
          fullWidth
          aria-label={t('person.theme')}
          value={colorScheme}
          onChange={setColorScheme}
          data={[
            { value: 'light', label: t('person.light') },
            { value: 'dark', label: t('person.dark') },
            { value: 'auto', label: t('person.auto') },
          ]}
        />
      </Setting>
      {!isPhone && (
        <Setting name={t('person.density')}>
          <SegmentedControl
            fullWidth
            aria-label={t('person.density')}
            value={density}
            onChange={chooseDensity}
            data={[
              { value: 'comfortable', label: t('person.comfortable') },
              { value: 'compact', label: t('person.compact') },
            ]}
          />
        </Setting>
      )}
    </div>
  );
}

function Setting({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <div className={styles.settingName}>{name}</div>
      {children}
    </div>
  );
}
