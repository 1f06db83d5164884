import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { importFields } from './import-words';
import styles from './import.module.css';

/** Marks the file as UTF-8, without which Excel takes it for something else. */
const mark = '\uFEFF';

const columns = importFields.filter((field) => field !== 'full_name');

/** An empty table with all columns, for those who begin with nothing. */
export function Template() {
  const { t } = useTranslation('settings');

  function download(): void {
    const header = columns.map((field) => `"${t(`import.field.${field}`)}"`).join(',');
    const url = URL.createObjectURL(new Blob([`${mark}${header}\r\n`], { type: 'text/csv' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = `${t('import.templateName')}.csv`;
    link.click();
    URL.revokeObjectURL(url);
  }

  return (
    <div className={styles.template}>
      <Button variant="subtle" color="gray" leftSection={<IconDownload size={16} aria-hidden />} onClick={download}>
        {t('import.template')}
      </Button>
    </div>
  );
}
