import { ActionIcon, Checkbox, Menu } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowUp,
  IconCalendar,
  IconDots,
  IconIndentDecrease,
  IconIndentIncrease,
  IconTrash,
  IconUser,
} from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChecklistItem, Task } from '../../../api/types';
import { DateTimeField } from '../../../kit/form/date-time-field';
import { InlineText } from '../../../kit/form/inline-text';
import { Face } from '../../../kit/people/chips';
import { PersonPicker } from '../../../kit/people/person-picker';
import { formatDate } from '../../../kit/time/format';
import { usePlace } from '../../../kit/time/time';
import { type ItemChange, useChecklist } from '../data/checklist';
import { type Direction, directions, placeTowards } from '../data/checklist-moves';
import styles from './checklist.module.css';

type RowProps = { task: Task; item: ChecklistItem; level: number; canChange: boolean };

const arrows: Readonly<Record<string, Direction>> = { ArrowUp: 'up', ArrowDown: 'down', ArrowRight: 'in', ArrowLeft: 'out' };

const pictures = {
  up: IconArrowUp,
  down: IconArrowDown,
  in: IconIndentIncrease,
  out: IconIndentDecrease,
} satisfies Record<Direction, unknown>;

/** One item: ticked off, written, given to somebody, and moved with Alt and the arrows. */
export function ChecklistRow({ task, item, level, canChange }: RowProps) {
  const { t } = useTranslation('tasks');
  const checklist = useChecklist(task);
  const [asked, setAsked] = useState<'assignee' | 'deadline'>();
  const update = (change: ItemChange) => checklist.mutate({ kind: 'update', id: item.id, change });

  function move(direction: Direction): void {
    const place = placeTowards(task.checklist, item.id, direction);
    if (place) checklist.mutate({ kind: 'move', id: item.id, place });
  }

  function onKeyDown(event: KeyboardEvent): void {
    const direction = event.altKey ? arrows[event.key] : undefined;
    if (direction === undefined || !canChange) return;
    event.preventDefault();
    event.stopPropagation();
    move(direction);
  }

  return (
    <li className={styles.item} style={{ paddingInlineStart: level * 24 }} onKeyDown={onKeyDown}>
      <Checkbox
        checked={item.done}
        disabled={!canChange}
        onChange={(event) => update({ done: event.currentTarget.checked })}
        aria-label={item.text}
      />
      <div className={styles.text} data-done={item.done}>
        {canChange ? (
          <InlineText
            draft={`task/${task.id}/checklist/${item.id}`}
            value={item.text}
            required
            maxLength={1000}
            aria-label={t('checklist.text')}
            onSave={async (text) => {
              await checklist.mutateAsync({ kind: 'update', id: item.id, change: { text } });
            }}
          />
        ) : (
          <span className={styles.still}>{item.text}</span>
        )}
      </div>
      {canChange && (item.deadline !== undefined || asked === 'deadline') && (
        <div className={styles.deadline}>
          <DateTimeField
            plain
            aria-label={t('field.deadline')}
            value={item.deadline}
            onChange={(deadline) => update({ deadline: deadline ?? null })}
          />
        </div>
      )}
      {!canChange && item.deadline !== undefined && <StillDate at={item.deadline} />}
      {canChange && (item.assignee !== '' || asked === 'assignee') && (
        <div className={styles.assignee}>
          <PersonPicker
            plain
            clearable
            aria-label={t('field.assignee')}
            value={item.assignee}
            onChange={(assignee) => update({ assignee })}
          />
        </div>
      )}
      {!canChange && item.assignee !== '' && <Face id={item.assignee} size={20} />}
      {canChange && (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon className={styles.more} aria-label={t('checklist.more', { text: item.text })}>
              <IconDots size={16} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {item.assignee === '' && (
              <Menu.Item leftSection={<IconUser size={16} aria-hidden />} onClick={() => setAsked('assignee')}>
                {t('checklist.assign')}
              </Menu.Item>
            )}
            {item.deadline === undefined && (
              <Menu.Item leftSection={<IconCalendar size={16} aria-hidden />} onClick={() => setAsked('deadline')}>
                {t('checklist.deadline')}
              </Menu.Item>
            )}
            {directions
              .filter((direction) => placeTowards(task.checklist, item.id, direction) !== undefined)
              .map((direction) => {
                const Picture = pictures[direction];
                return (
                  <Menu.Item key={direction} leftSection={<Picture size={16} aria-hidden />} onClick={() => move(direction)}>
                    {t(`checklist.move.${direction}`)}
                  </Menu.Item>
                );
              })}
            <Menu.Item
              color="red"
              leftSection={<IconTrash size={16} aria-hidden />}
              onClick={() => checklist.mutate({ kind: 'remove', id: item.id })}
            >
              {t('action.delete')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </li>
  );
}

function StillDate({ at }: { at: string }) {
  return <span className="quiet numbers">{formatDate(at, usePlace())}</span>;
}
