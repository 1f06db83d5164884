import { Kbd, Loader } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from '../../kit/states/problem-text';
import { currentLanguage } from '../../language/i18n';
import { palette } from '../overlays';
import { useVisibleModules } from '../visible-modules';
import { type Entry, matchingCommands, searchModules } from './entries';
import styles from './palette.module.css';

const shortest = 2;

export function PaletteList() {
  const { t } = useTranslation();
  const router = useRouter();
  const modules = useVisibleModules();
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const [wanted] = useDebouncedValue(typed.trim(), 120);
  const list = useRef<HTMLDivElement>(null);

  const search = useQuery({
    queryKey: ['palette', wanted],
    queryFn: ({ signal }) => searchModules(modules, wanted, signal),
    enabled: wanted.length >= shortest,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
  const hits = typed.trim().length >= shortest ? (search.data ?? []) : [];
  const isSearching = search.isFetching || typed.trim() !== wanted;
  const entries: readonly Entry[] = [...matchingCommands(modules, typed, currentLanguage()), ...hits];

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  });

  function go(entry: Entry | undefined): void {
    if (entry === undefined) return;
    palette.close();
    router.history.push(entry.href);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') go(entries[active]);
    else if (event.key === 'ArrowDown') setActive((active + 1) % Math.max(1, entries.length));
    else if (event.key === 'ArrowUp') setActive((active - 1 + entries.length) % Math.max(1, entries.length));
    else return;
    event.preventDefault();
  }

  return (
    <>
      <div className={styles.field}>
        <IconSearch size={18} aria-hidden />
        <input
          className={styles.input}
          autoFocus
          data-autofocus
          role="combobox"
          aria-expanded
          aria-controls="palette-entries"
          aria-activedescendant={entries[active] && `palette-${active}`}
          aria-label={t('palette.title')}
          placeholder={t('palette.placeholder')}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
        />
        {search.isFetching && <Loader size={14} color="gray" />}
      </div>
      <div className={styles.entries} id="palette-entries" role="listbox" aria-label={t('palette.title')} ref={list}>
        {entries.map(({ icon: Icon, ...entry }, index) => (
          <div
            key={entry.id}
            id={`palette-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            className={styles.entry}
            onMouseMove={() => setActive(index)}
            onClick={() => go(entries[index])}
            onKeyDown={onKeyDown}
          >
            <Icon size={18} stroke={1.75} aria-hidden />
            <span className={styles.title}>{entry.title}</span>
            {entry.note !== undefined && <span className={styles.note}>{entry.note}</span>}
            {entry.keys !== undefined && <Kbd className={styles.keys}>{entry.keys}</Kbd>}
          </div>
        ))}
      </div>
      {entries.length === 0 && (
        <p className={styles.nothing} role="status">
          {isSearching ? t('palette.searching') : search.error ? problemText(search.error) : t('palette.nothing')}
        </p>
      )}
    </>
  );
}
