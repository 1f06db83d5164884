import { Combobox, InputBase, useCombobox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isPriority, priorities, type PriorityName } from '../data/task-words';
import { PriorityLabel } from '../parts/priority';

type PriorityPickerProps = { value: PriorityName; onChange: (priority: PriorityName) => void; label?: string; plain?: boolean };

export function PriorityPicker({ value, onChange, label, plain = true }: PriorityPickerProps) {
  const { t } = useTranslation('tasks');
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  return (
    <Combobox
      store={combobox}
      onOptionSubmit={(chosen) => {
        if (isPriority(chosen)) onChange(chosen);
        combobox.closeDropdown();
      }}
    >
      <Combobox.Target targetType="button">
        <InputBase
          component="button"
          type="button"
          pointer
          variant={plain ? 'plain' : 'default'}
          label={label}
          aria-label={label === undefined ? t('field.priority') : undefined}
          onClick={() => combobox.toggleDropdown()}
        >
          <PriorityLabel priority={value} />
        </InputBase>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options aria-label={t('field.priority')}>
          {priorities.map((priority) => (
            <Combobox.Option key={priority} value={priority} active={priority === value}>
              <PriorityLabel priority={priority} />
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
