import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { palette, useOpened } from '../overlays';
import { PaletteList } from './palette-list';
import styles from './palette.module.css';

/** Everything by name: go to, create, find people and tasks. */
export function Palette() {
  const { t } = useTranslation();
  const opened = useOpened(palette);
  return (
    <Modal.Root opened={opened} onClose={palette.close} size={640} yOffset="12vh" centered={false}>
      <Modal.Overlay />
      <Modal.Content className={styles.palette} aria-label={t('palette.title')}>
        <PaletteList />
      </Modal.Content>
    </Modal.Root>
  );
}
