import { Menu, SegmentedControl, useMantineColorScheme } from '@mantine/core';
import { IconKeyboard, IconLanguage, IconLogout } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../kit/people/avatar';
import { languageNames, languages } from '../language/languages';
import { useSession } from '../session/session';
import { signOut } from '../session/sign-in';
import { chooseDensity, useDensity } from '../kit/screen/density';
import { shortcutsSheet } from './overlays';
import { useChangeLanguage } from './change-language';
import { usePhone } from '../kit/screen/phone';
import styles from './top-bar.module.css';

/** Who is signed in, and how this person likes things: language, colours, density. */
export function PersonMenu() {
  const { t, i18n } = useTranslation();
  const { me } = useSession();
  const isPhone = usePhone();
  const density = useDensity();
  const changeLanguage = useChangeLanguage();
  // The other way would add a <style> element for the moment of the change, which the page's policy refuses.
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true });

  return (
    <Menu position="bottom-end" width={300}>
      <Menu.Target>
        <button type="button" className={styles.person} aria-label={t('person.menu', { name: me.name })}>
          <Avatar person={me} size={isPhone ? 34 : 28} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={styles.who}>
          <div className={styles.whoName}>{me.name}</div>
          <div className="quiet">{me.email}</div>
        </div>
        <Menu.Divider />
        <div className={styles.setting}>
          {t('person.theme')}
          <SegmentedControl
            size="xs"
            aria-label={t('person.theme')}
            value={colorScheme}
            onChange={setColorScheme}
            data={[
              { value: 'light', label: t('person.light') },
              { value: 'dark', label: t('person.dark') },
              { value: 'auto', label: t('person.auto') },
            ]}
          />
        </div>
        {!isPhone && (
          <div className={styles.setting}>
            {t('person.density')}
            <SegmentedControl
              size="xs"
              aria-label={t('person.density')}
              value={density}
              onChange={chooseDensity}
              data={[
                { value: 'comfortable', label: t('person.comfortable') },
                { value: 'compact', label: t('person.compact') },
              ]}
            />
          </div>
        )}
        <Menu.Divider />
        <Menu.Label>
          <IconLanguage size={14} aria-hidden /> {t('person.language')}
        </Menu.Label>
        {languages.map((language) => (
          <Menu.Item
            key={language}
            lang={language}
            role="menuitemradio"
            aria-checked={i18n.language === language}
            data-checked={i18n.language === language || undefined}
            onClick={() => changeLanguage(language)}
          >
            {languageNames[language]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        {!isPhone && (
          <Menu.Item leftSection={<IconKeyboard size={16} aria-hidden />} onClick={shortcutsSheet.open}>
            {t('shortcuts.title')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => void signOut()}>
          {t('person.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
