import { Loader } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { type DragEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText, requestIdOf } from '../../../kit/states/problem-text';
import styles from './import.module.css';
import { useImporting } from './imports';

const mostBytes = 20 * 1024 * 1024;

/** Takes the file, dropped or chosen, and goes on to what would become of it. */
export function DropZone() {
  const { t } = useTranslation('settings');
  const { t: common } = useTranslation();
  const { upload } = useImporting();
  const navigate = useNavigate();
  const [isOver, setOver] = useState(false);
  const [file, setFile] = useState<File>();
  const [problem, setProblem] = useState<unknown>();
  const [isTooLarge, setTooLarge] = useState(false);

  async function take(taken: File | undefined): Promise<void> {
    if (taken === undefined || file !== undefined) return;
    setProblem(undefined);
    setTooLarge(taken.size > mostBytes);
    if (taken.size > mostBytes) return;
    setFile(taken);
    try {
      const { id } = await upload(taken);
      await navigate({ to: '/settings/import/$importId', params: { importId: id } });
    } catch (error) {
      setProblem(error);
    } finally {
      setFile(undefined);
    }
  }

  function onDrag(event: DragEvent): void {
    event.preventDefault();
    setOver(event.type === 'dragenter' || event.type === 'dragover');
  }

  const requestId = requestIdOf(problem);
  return (
    <>
      <label
        className={styles.zone}
        data-over={isOver || undefined}
        onDragEnter={onDrag}
        onDragOver={onDrag}
        onDragLeave={onDrag}
        onDrop={(event) => {
          onDrag(event);
          void take(event.dataTransfer.files[0]);
        }}
      >
        {file ? <Loader size={28} /> : <IconFileUpload size={28} stroke={1.5} aria-hidden />}
        <span className={styles.zoneTitle}>{file ? t('import.reading', { file: file.name }) : t('import.drop')}</span>
        <span className={styles.zoneText}>{t('import.formats')}</span>
        <input
          className="visually-hidden"
          type="file"
          accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
          aria-label={t('import.choose')}
          disabled={file !== undefined}
          onChange={(event) => {
            const chosen = event.currentTarget.files?.[0];
            void take(chosen);
            // Choosing the corrected file again is a change too.
            event.currentTarget.value = '';
          }}
        />
      </label>
      {(problem !== undefined || isTooLarge) && (
        <p className={styles.error} role="alert">
          {isTooLarge ? t('import.tooLarge') : problemText(problem)}
          {requestId !== undefined && <span className={styles.request}>{common('problem.request', { id: requestId })}</span>}
        </p>
      )}
    </>
  );
}
