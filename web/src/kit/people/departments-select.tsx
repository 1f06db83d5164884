import { MultiSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDepartmentOptions } from './department-options';
import styles from './people.module.css';

type DepartmentsSelectProps = {
  /** Ids of departments. */
  value: readonly string[];
  onChange: (ids: string[]) => void;
  label?: string;
  'aria-label'?: string;
  error?: ReactNode;
  disabled?: boolean;
  plain?: boolean;
};

/** Picks several departments, shown in their place in the tree. */
export function DepartmentsSelect({ value, onChange, plain, ...field }: DepartmentsSelectProps) {
  const { t } = useTranslation();
  const { options, renderOption } = useDepartmentOptions();
  return (
    <MultiSelect
      {...field}
      data={options}
      value={value.filter((id) => options.some((option) => option.value === id))}
      onChange={onChange}
      renderOption={renderOption}
      placeholder={value.length === 0 ? t('picker.choose') : undefined}
      nothingFoundMessage={t('picker.noDepartment')}
      variant={plain ? 'plain' : 'default'}
      classNames={{ pill: styles.department }}
      searchable
      comboboxProps={{ width: 300, position: 'bottom-start' }}
    />
  );
}
