import { IconArrowRight, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Import } from '../../../api/types';
import styles from './import.module.css';
import { importField } from './import-words';

/** Which column of the file fills what. */
export function Columns({ it: { columns, encoding, delimiter } }: { it: Import }) {
  const { t } = useTranslation('settings');
  const delimiters: Record<string, string> = { ',': t('import.comma'), ';': t('import.semicolon'), '\t': t('import.tab') };
  return (
    <section className={styles.block}>
      <h3 className={styles.heading}>{t('import.columns')}</h3>
      <p className={styles.hint}>
        {t('import.format', { encoding: encoding.toUpperCase(), delimiter: delimiters[delimiter] ?? delimiter })}
      </p>
      <ul className={styles.columns}>
        {columns.map(({ header, field }, index) => {
          const known = importField(field);
          return (
            <li key={index} className={styles.column} data-unknown={known === undefined || undefined}>
              <span className={styles.columnHeader}>{header || t('import.emptyHeader')}</span>
              {known === undefined ? (
                <span className={styles.columnField}>
                  <IconX size={14} aria-hidden /> {t('import.leftOut')}
                </span>
              ) : (
                <span className={styles.columnField}>
                  <IconArrowRight size={14} aria-hidden /> {t(`import.field.${known}`)}
                </span>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
