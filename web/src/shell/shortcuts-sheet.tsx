import { Kbd, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { shortcutsSheet, useOpened } from './overlays';
import styles from './shortcuts-sheet.module.css';
import { useText, useVisibleModules } from './visible-modules';

/** What the keyboard can do, on "?". */
export function ShortcutsSheet() {
  const { t } = useTranslation();
  const text = useText();
  const opened = useOpened(shortcutsSheet);
  const commands = useVisibleModules().flatMap((module) => module.commands ?? []);
  const mod = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl';

  const everywhere: [string, string][] = [
    [`${mod} K`, t('shortcuts.palette')],
    ['?', t('shortcuts.help')],
    ...commands.flatMap(({ keys, title }): [string, string][] => (keys === undefined ? [] : [[keys, text(title)]])),
  ];
  const inLists: [string, string][] = [
    ['j', t('shortcuts.down')],
    ['k', t('shortcuts.up')],
    ['Enter', t('shortcuts.open')],
    ['e', t('shortcuts.edit')],
    ['m', t('shortcuts.move')],
    ['Esc', t('shortcuts.close')],
  ];

  return (
    <Modal
      opened={opened}
      onClose={shortcutsSheet.close}
      title={t('shortcuts.title')}
      closeButtonProps={{ 'aria-label': t('close') }}
      size={520}
    >
      <Group title={t('shortcuts.everywhere')} shortcuts={everywhere} />
      <Group title={t('shortcuts.inLists')} shortcuts={inLists} />
    </Modal>
  );
}

function Group({ title, shortcuts }: { title: string; shortcuts: readonly [string, string][] }) {
  return (
    <section>
      <h2 className={styles.title}>{title}</h2>
      <dl className={styles.list}>
        {shortcuts.map(([keys, what]) => (
          <div key={keys} className={styles.shortcut}>
            <dt>{what}</dt>
            <dd className={styles.keys}>
              {keys.split(' ').map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
