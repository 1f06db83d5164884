import { CloseButton, Combobox, Pill, PillsInput, useCombobox } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RefChip } from './chips';
import styles from './people.module.css';
import type { Ref } from './people';
import { SuggestionOptions } from './suggestion-options';
import { useSuggestions } from './suggestions';

type PeoplePickerProps = {
  value: readonly Ref[];
  onChange: (refs: Ref[]) => void;
  /** Whole departments may be picked too. */
  departments?: boolean;
  label?: string;
  'aria-label'?: string;
  placeholder?: string;
  description?: ReactNode;
  error?: ReactNode;
  disabled?: boolean;
  plain?: boolean;
};

/** Picks several people, and whole departments. */
export function PeoplePicker({
  value,
  onChange,
  departments = false,
  placeholder,
  plain,
  disabled,
  ...field
}: PeoplePickerProps) {
  const { t } = useTranslation();
  const { label, 'aria-label': ariaLabel, ...rest } = field;
  const [search, setSearch] = useState('');
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const { suggestions, isLoading } = useSuggestions(search, { departments, enabled: combobox.dropdownOpened });
  const offered = suggestions.filter(({ ref }) => !value.includes(ref));

  function add(ref: Ref): void {
    onChange([...value, ref]);
    setSearch('');
    combobox.resetSelectedOption();
  }

  const remove = (ref: Ref) => onChange(value.filter((other) => other !== ref));

  return (
    <Combobox store={combobox} onOptionSubmit={add} withinPortal width={300} position="bottom-start">
      <Combobox.DropdownTarget>
        <PillsInput
          {...rest}
          label={label}
          disabled={disabled}
          variant={plain ? 'plain' : 'default'}
          onClick={() => combobox.openDropdown()}
        >
          <Pill.Group>
            {value.map((ref) => (
              <span key={ref} className={styles.pill}>
                <RefChip of={ref} size={18} />
                {!disabled && <CloseButton size="xs" aria-label={t('picker.remove')} onClick={() => remove(ref)} />}
              </span>
            ))}
            <Combobox.EventsTarget>
              <PillsInput.Field
                type={value.length > 0 ? 'auto' : 'visible'}
                value={search}
                aria-label={label ?? ariaLabel}
                placeholder={value.length === 0 ? (placeholder ?? t('picker.choose')) : undefined}
                onFocus={() => combobox.openDropdown()}
                onBlur={() => {
                  combobox.closeDropdown();
                  setSearch('');
                }}
                onChange={(event) => {
                  setSearch(event.currentTarget.value);
                  combobox.openDropdown();
                  combobox.selectFirstOption();
                }}
                onKeyDown={(event) => {
                  const last = value.at(-1);
                  if (event.key === 'Backspace' && search === '' && last !== undefined) remove(last);
                }}
              />
            </Combobox.EventsTarget>
          </Pill.Group>
        </PillsInput>
      </Combobox.DropdownTarget>
      <Combobox.Dropdown>
        <Combobox.Options aria-label={label ?? ariaLabel} mah={320} style={{ overflowY: 'auto' }}>
          <SuggestionOptions suggestions={offered} isLoading={isLoading} />
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
