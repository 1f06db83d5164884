import { Combobox, Input, InputBase, useCombobox } from '@mantine/core';
import { IconSelector } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PersonChip } from './chips';
import { idOf, userRef } from './people';
import { SuggestionOptions } from './suggestion-options';
import { useSuggestions } from './suggestions';

type PersonPickerProps = {
  /** The person's id; empty for nobody. */
  value: string;
  onChange: (id: string) => void;
  label?: string;
  'aria-label'?: string;
  placeholder?: string;
  description?: ReactNode;
  error?: ReactNode;
  required?: boolean;
  clearable?: boolean;
  disabled?: boolean;
  /** Without a frame until it is pointed at, for fields edited in place. */
  plain?: boolean;
  /** Whether it is open as it appears. */
  isOpen?: boolean;
  /** It was closed, whether or not somebody was picked. */
  onClose?: () => void;
};

/** Picks one person by anything they are known by. */
export function PersonPicker({ value, onChange, plain, clearable, placeholder, isOpen, onClose, ...field }: PersonPickerProps) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const combobox = useCombobox({
    defaultOpened: isOpen,
    onDropdownClose: () => {
      combobox.resetSelectedOption();
      combobox.focusTarget();
      setSearch('');
      onClose?.();
    },
    onDropdownOpen: () => combobox.focusSearchInput(),
  });
  const { suggestions, isLoading } = useSuggestions(search, { departments: false, enabled: combobox.dropdownOpened });

  function pick(ref: string): void {
    onChange(ref === nobody ? '' : idOf(ref));
    combobox.closeDropdown();
  }

  return (
    <Combobox store={combobox} onOptionSubmit={pick} withinPortal width={280} position="bottom-start">
      <Combobox.Target targetType="button">
        <InputBase
          {...field}
          component="button"
          type="button"
          pointer
          variant={plain ? 'plain' : 'default'}
          rightSection={plain ? null : <IconSelector size={14} aria-hidden />}
          rightSectionPointerEvents="none"
          onClick={() => combobox.toggleDropdown()}
        >
          {value === '' ? <Input.Placeholder>{placeholder ?? t('picker.choose')}</Input.Placeholder> : <PersonChip id={value} />}
        </InputBase>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          value={search}
          onChange={(event) => {
            setSearch(event.currentTarget.value);
            combobox.selectFirstOption();
          }}
          placeholder={t('picker.search')}
          autoFocus={isOpen}
          aria-label={t('picker.search')}
        />
        <Combobox.Options aria-label={field.label ?? field['aria-label']} mah={320} style={{ overflowY: 'auto' }}>
          {clearable && value !== '' && <Combobox.Option value={nobody}>{t('picker.clear')}</Combobox.Option>}
          <SuggestionOptions suggestions={suggestions.filter(({ ref }) => ref !== userRef(value))} isLoading={isLoading} />
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

/** The option that takes the person away. */
const nobody = '';
