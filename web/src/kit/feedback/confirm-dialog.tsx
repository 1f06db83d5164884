import { Button, Modal, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import styles from './feedback.module.css';

type ConfirmDialogProps = {
  opened: boolean;
  title: string;
  /** What will happen and that it stays so. */
  text: string;
  /** What the button does, as a verb: "Deactivate". */
  action: string;
  /** It harms nothing, but others notice. */
  harmless?: boolean;
  busy?: boolean;
  onConfirm: () => void;
  onClose: () => void;
};

/** Asks before what cannot be undone, or what many people notice. Everything else is done at once, with a way back. */
export function ConfirmDialog({ opened, title, text, action, harmless, busy, onConfirm, onClose }: ConfirmDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal opened={opened} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('close') }} size={440}>
      <Text>{text}</Text>
      <div className={styles.buttons}>
        <Button variant="default" onClick={onClose} data-autofocus>
          {t('cancel')}
        </Button>
        <Button color={harmless ? undefined : 'red'} onClick={onConfirm} loading={busy}>
          {action}
        </Button>
      </div>
    </Modal>
  );
}
