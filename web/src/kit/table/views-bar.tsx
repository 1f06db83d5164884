import { ActionIcon, Button, Checkbox, Menu, Popover, TextInput } from '@mantine/core';
import { IconDots, IconPlus } from '@tabler/icons-react';
import { type SubmitEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './views-bar.module.css';

export type ViewTab = {
  readonly id: string;
  readonly name: string;
  /** How many stand there, where that is worth knowing. */
  readonly count?: number;
  readonly canUpdate?: boolean;
  readonly canDelete?: boolean;
};

type ViewsBarProps = {
  views: readonly ViewTab[];
  /** The view that is shown; none where the list was filtered by hand. */
  active: string | undefined;
  /** Whether what is shown differs from the view. */
  isChanged: boolean;
  onPick: (id: string) => void;
  onSave: (id: string) => void;
  onDelete: (id: string) => void;
};

/** Lists that people come back to, as tabs. */
export function ViewsBar({ views, active, isChanged, onPick, onSave, onDelete }: ViewsBarProps) {
  const { t } = useTranslation();
  const current = views.find(({ id }) => id === active);
  const bar = useRef<HTMLElement>(null);

  // On a phone the bar is wider than the screen.
  useEffect(() => {
    bar.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [current?.id]);

  return (
    <nav ref={bar} className={styles.bar} aria-label={t('views.title')}>
      {views.map(({ id, name, count = 0 }) => (
        <button
          key={id}
          type="button"
          className={styles.tab}
          aria-current={id === active ? 'page' : undefined}
          onClick={() => onPick(id)}
        >
          {name}
          {count > 0 && <span className={`${styles.count} numbers`}>{count}</span>}
        </button>
      ))}
      {current && (current.canDelete || (current.canUpdate && isChanged)) && (
        <Menu position="bottom-start">
          <Menu.Target>
            <ActionIcon aria-label={current.name}>
              <IconDots size={16} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {current.canUpdate && isChanged && <Menu.Item onClick={() => onSave(current.id)}>{t('views.save')}</Menu.Item>}
            {current.canDelete && <Menu.Item onClick={() => onDelete(current.id)}>{t('views.remove')}</Menu.Item>}
          </Menu.Dropdown>
        </Menu>
      )}
    </nav>
  );
}

/** Keeps what is shown now as one more view. */
export function SaveView({ onSave }: { onSave: (name: string, shared: boolean) => void }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    if (name.trim() === '') return;
    onSave(name.trim(), shared);
    setOpened(false);
    setName('');
  }

  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus>
      <Popover.Target>
        <Button variant="subtle" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setOpened(!opened)}>
          {t('views.saveAs')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form className={styles.form} onSubmit={submit}>
          <TextInput
            label={t('views.name')}
            value={name}
            maxLength={100}
            onChange={(event) => setName(event.currentTarget.value)}
            data-autofocus
          />
          <Checkbox label={t('views.shared')} checked={shared} onChange={(event) => setShared(event.currentTarget.checked)} />
          <Button type="submit" disabled={name.trim() === ''}>
            {t('save')}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
