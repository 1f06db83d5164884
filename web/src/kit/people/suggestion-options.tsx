import { Combobox, Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Avatar, DepartmentAvatar } from './avatar';
import styles from './people.module.css';
import type { Suggestion } from './suggestions';

type SuggestionOptionsProps = { suggestions: readonly Suggestion[]; isLoading: boolean };

/** What a picker offers: people, then departments. */
export function SuggestionOptions({ suggestions, isLoading }: SuggestionOptionsProps) {
  const { t } = useTranslation();
  const people = suggestions.filter((suggestion) => 'person' in suggestion);
  const departments = suggestions.filter((suggestion) => 'department' in suggestion);
  if (suggestions.length === 0) return <Combobox.Empty>{isLoading ? <Loader size="xs" /> : t('picker.nobody')}</Combobox.Empty>;
  return (
    <>
      {people.map(({ ref, name, person }) => (
        <Combobox.Option key={ref} value={ref} className={styles.option}>
          <Avatar person={person} size={24} />
          <span className={styles.optionText}>
            <span className={styles.name}>{name}</span>
            {person.title && <span className={styles.optionNote}>{person.title}</span>}
          </span>
        </Combobox.Option>
      ))}
      {departments.length > 0 && (
        <Combobox.Group label={t('picker.departments')}>
          {departments.map(({ ref, name, department }) => (
            <Combobox.Option key={ref} value={ref} className={styles.option}>
              <DepartmentAvatar size={24} />
              <span className={styles.optionText}>
                <span className={styles.name}>{name}</span>
                <span className={styles.optionNote}>{t('picker.people', { count: department.employeeCount })}</span>
              </span>
            </Combobox.Option>
          ))}
        </Combobox.Group>
      )}
    </>
  );
}
