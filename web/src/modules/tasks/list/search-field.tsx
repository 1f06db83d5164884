import { CloseButton, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

type SearchFieldProps = { value: string; onChange: (text: string) => void; className?: string };

/** Words to search for. What is typed stands at once; the list follows. */
export function SearchField({ value, onChange, className }: SearchFieldProps) {
  const { t } = useTranslation('tasks');
  const [typed, setTyped] = useState(value);
  // "Back" and views change the words from outside.
  useEffect(() => setTyped(value), [value]);

  function type(text: string): void {
    setTyped(text);
    onChange(text);
  }

  return (
    <TextInput
      className={className}
      type="search"
      value={typed}
      onChange={(event) => type(event.currentTarget.value)}
      aria-label={t('filter.search')}
      placeholder={t('filter.search')}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={typed === '' ? null : <CloseButton size="sm" aria-label={t('filter.clearSearch')} onClick={() => type('')} />}
    />
  );
}
