import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDepartmentOptions } from './department-options';
import { top } from './department-tree';

type DepartmentSelectProps = {
  /** The department's id; "0" for none. */
  value: string;
  onChange: (id: string) => void;
  /** What choosing none means, e.g. "All departments"; without it one must be chosen. */
  none?: string;
  /** Departments not to be chosen. */
  except?: ReadonlySet<string>;
  label?: string;
  'aria-label'?: string;
  error?: ReactNode;
  disabled?: boolean;
  /** Where a dialog begins. */
  'data-autofocus'?: boolean;
};

/** Picks one department, shown in its place in the tree. */
export function DepartmentSelect({ value, onChange, none, except, ...field }: DepartmentSelectProps) {
  const { t } = useTranslation();
  const { options, renderOption } = useDepartmentOptions(except);
  const data = none === undefined ? options : [{ value: top, label: none }, ...options];
  return (
    <Select
      {...field}
      data={data}
      value={data.some((option) => option.value === value) ? value : null}
      onChange={(id) => onChange(id ?? top)}
      renderOption={renderOption}
      allowDeselect={false}
      placeholder={t('picker.choose')}
      nothingFoundMessage={t('picker.noDepartment')}
      searchable
      withCheckIcon={false}
      comboboxProps={{ width: 300, position: 'bottom-start' }}
    />
  );
}
