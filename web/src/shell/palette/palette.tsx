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
    // No transition: what is typed right after the shortcut must land in the field.
    <Modal.Root
      opened={opened}
      onClose={palette.close}
      lockScroll={false}
      size={640}
      yOffset="12vh"
      classNames={{ content: styles.palette }}
      transitionProps={{ duration: 0 }}
    >
      <Modal.Overlay />
      <Modal.Content aria-label={t('palette.title')}>
        <PaletteList />
      </Modal.Content>
    </Modal.Root>
  );
}
