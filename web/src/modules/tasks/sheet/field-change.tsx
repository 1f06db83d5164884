import { useTranslation } from 'react-i18next';
import { type ToldField, toldFields } from '../data/changes';
import { FieldValue } from './field-value';
import styles from './task-sheet.module.css';

/** One field, from what to what. */
export function FieldChangeLine({ field, before, after }: { field: ToldField; before: unknown; after: unknown }) {
  const { t } = useTranslation('tasks');
  const name = t(`field.${field}`);
  if (field === 'description') return <div className={styles.change}>{`${name}: ${t('history.text')}`}</div>;
  return (
    <div className={styles.change}>
      {name}: <FieldValue field={field} value={before} /> →{' '}
      <strong>
        <FieldValue field={field} value={after} />
      </strong>
    </div>
  );
}

/** A field as the history names it ("co_executors"), if its changes are told; the rest is of no interest. */
export function toldField(path: string): ToldField | undefined {
  const name = path.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return toldFields.find((field) => field === name);
}
