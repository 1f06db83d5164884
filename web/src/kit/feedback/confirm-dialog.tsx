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
  busy?: boolean;
  onConfirm: () => void;
  onClose: () => void;
};

/** Asks before what cannot be undone. Everything else is done at once, with a way back. */
export function ConfirmDialog({ opened, title, text, action, busy, onConfirm, onClose }: ConfirmDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal opened={opened} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('close') }} size={440}>
      <Text>{text}</Text>
      <div className={styles.buttons}>
        <Button variant="default" onClick={onClose} data-autofocus>
          {t('cancel')}
        </Button>
        <Button color="red" onClick={onConfirm} loading={busy}>
          {action}
        </Button>
      </div>
    </Modal>
  );
}
