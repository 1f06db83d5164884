import { Loader, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DepartmentSelect } from '../../../kit/people/department-select';
import { top } from '../../../kit/people/department-tree';
import { defaultWho, type PeopleSearch, whoWords } from '../data/people-filter';
import styles from './list.module.css';

const route = getRouteApi('/people');
const afterTyping = 150;

type PeopleFiltersProps = {
  isSearching: boolean;
  /** Enter opens the best match of these words. */
  onOpenFirst: (words: string) => void;
};

/** What the list shows; it stands in the address, so that a reload and a link show the same. */
export function PeopleFilters({ isSearching, onOpenFirst }: PeopleFiltersProps) {
  const { t } = useTranslation('people');
  const search = route.useSearch();
  // Without a place to come from, "." is what is open: who was opened while the words were on their way stays open.
  const navigate = useNavigate();
  const change = (changed: PeopleSearch) =>
    void navigate({ to: '.', search: (before) => ({ ...before, ...changed }), replace: true });
  const { typed, setTyped, send } = useTyped(search.q ?? '', (q) => change({ q: q || undefined }));

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    send();
    onOpenFirst(typed.trim());
  }

  return (
    <search className={styles.filters}>
      <TextInput
        className={styles.search}
        type="search"
        aria-label={t('list.search')}
        placeholder={t('list.search')}
        leftSection={<IconSearch size={16} aria-hidden />}
        rightSection={isSearching ? <Loader size={14} color="gray" /> : null}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <div className={styles.department}>
        <DepartmentSelect
          aria-label={t('list.department')}
          value={search.department ?? top}
          none={t('list.allDepartments')}
          onChange={(id) => change({ department: id === top ? undefined : id })}
        />
      </div>
      <Select
        className={styles.who}
        aria-label={t('list.who')}
        data={whoWords.map((word) => ({ value: word, label: t(`who.${word}`) }))}
        value={search.who ?? defaultWho}
        onChange={(value) => change({ who: whoWords.find((word) => word === value && word !== defaultWho) })}
        allowDeselect={false}
        withCheckIcon={false}
      />
    </search>
  );
}

/** What is typed shows at once and takes effect a moment later, or with `send` now; a change of the address from elsewhere replaces it. */
function useTyped(value: string, onChange: (text: string) => void) {
  const [typed, setTyped] = useState(value);
  const sent = useRef(value);
  const change = useDebouncedCallback((text: string) => {
    sent.current = text;
    onChange(text);
  }, afterTyping);

  useEffect(() => {
    if (value === sent.current) return;
    sent.current = value;
    setTyped(value);
  }, [value]);

  return {
    typed,
    setTyped(text: string): void {
      setTyped(text);
      change(text.trim());
    },
    send: change.flush,
  };
}
