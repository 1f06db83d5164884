import { type ComboboxItem, type OptionsFilter, Select } from '@mantine/core';
import { type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { allZones, type ZoneName, zoneName } from './zones';
import styles from './zone-select.module.css';

type ZoneSelectProps = {
  /** An IANA name; empty where another zone stands in. */
  value: string;
  onChange: (zone: string) => void;
  label?: string;
  'aria-label'?: string;
  description?: ReactNode;
  error?: ReactNode;
  /** What stands in while none is chosen. */
  placeholder?: string;
  clearable?: boolean;
  disabled?: boolean;
  plain?: boolean;
};

/** Picks a time zone by its city, its name in words, or its offset. */
export function ZoneSelect({ value, onChange, plain, clearable = false, placeholder, ...field }: ZoneSelectProps) {
  const { t, i18n } = useTranslation();
  const [opened, setOpened] = useState(false);
  // Four hundred names take a moment to form, so only whoever opens the list waits for them.
  const names = useMemo(
    () =>
      new Map((opened ? allZones() : [value].filter(Boolean)).map((zone) => [zone, zoneName(zone, i18n.language, new Date())])),
    [opened, value, i18n.language],
  );
  const data = [...names.values()].map(({ zone, city, offset }) => ({ value: zone, label: `${city} · ${offset}` }));

  return (
    <Select
      {...field}
      data={data}
      value={value || null}
      onChange={(zone) => onChange(zone ?? '')}
      onDropdownOpen={() => setOpened(true)}
      filter={filterBy(names)}
      renderOption={({ option }) => <ZoneOption name={names.get(option.value)} />}
      placeholder={placeholder ?? t('picker.choose')}
      nothingFoundMessage={t('picker.noZone')}
      variant={plain ? 'plain' : 'default'}
      searchable
      clearable={clearable}
      clearButtonProps={{ 'aria-label': t('picker.clearZone') }}
      allowDeselect={false}
      withCheckIcon={false}
      maxDropdownHeight={320}
      limit={100}
      comboboxProps={{ width: 320, position: 'bottom-start' }}
    />
  );
}

function ZoneOption({ name }: { name: ZoneName | undefined }) {
  if (name === undefined) return null;
  return (
    <span className={styles.option}>
      <span>{name.city}</span>
      <span className={styles.words}>{name.words}</span>
      <span className={`${styles.offset} numbers`}>{name.offset}</span>
    </span>
  );
}

/** All that was typed must be in the city, the IANA name, the words or the offset. */
const filterBy =
  (names: ReadonlyMap<string, ZoneName>): OptionsFilter =>
  ({ options, search }) => {
    const words = search
      .toLocaleLowerCase()
      .split(/[\s·]+/)
      .filter(Boolean);
    const isOption = (option: (typeof options)[number]): option is ComboboxItem => 'value' in option;
    return options.filter(isOption).filter(({ value }) => {
      const name = names.get(value);
      const text = name ? `${name.zone} ${name.city} ${name.words} ${name.offset}`.toLocaleLowerCase() : '';
      return words.every((word) => text.includes(word));
    });
  };
