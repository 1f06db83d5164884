import { Button, Modal } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from '../states/problem-text';
import { pictureToSend } from './picture-file';
import styles from './picture.module.css';

type PictureDialogProps = {
  /** The picture that was chosen; none closes the dialog. */
  file: File | undefined;
  title: string;
  round?: boolean;
  /** Takes the picture in base64. */
  onSave: (image: string) => Promise<void>;
  onClose: () => void;
};

/** Shows a chosen picture as it will look, before it is sent. */
export function PictureDialog({ file, title, round = false, onSave, onClose }: PictureDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal opened={file !== undefined} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('close') }} size={400}>
      {file && <Preview key={`${file.name} ${file.lastModified}`} file={file} round={round} onSave={onSave} onClose={onClose} />}
    </Modal>
  );
}

type PreviewProps = Omit<PictureDialogProps, 'file' | 'title'> & { file: File };

function Preview({ file, round, onSave, onClose }: PreviewProps) {
  const { t } = useTranslation();
  const url = useObjectUrl(file);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();

  async function save(): Promise<void> {
    setBusy(true);
    try {
      const image = await pictureToSend(file);
      if (image === undefined) setError(t('picture.tooLarge'));
      else {
        await onSave(image);
        onClose();
      }
    } catch (problem) {
      setError(problemText(problem));
    } finally {
      setBusy(false);
    }
  }

  return (
    <>
      <div className={styles.stage}>
        {url !== undefined && (
          <img
            className={styles.preview}
            data-round={round || undefined}
            src={url}
            alt={t('picture.preview')}
            onError={() => setError(t('reasons.NOT_AN_IMAGE'))}
          />
        )}
      </div>
      {error !== undefined && (
        <p className={styles.error} role="alert">
          {error}
        </p>
      )}
      <div className={styles.buttons}>
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button onClick={() => void save()} loading={busy} disabled={error !== undefined} data-autofocus>
          {t('save')}
        </Button>
      </div>
    </>
  );
}

function useObjectUrl(file: File): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return url;
}
