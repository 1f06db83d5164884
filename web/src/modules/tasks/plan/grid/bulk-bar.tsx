import { Button, Menu, NumberInput, Popover } from '@mantine/core';
import {
  IconCalendar,
  IconCalendarShare,
  IconClock,
  IconFlag,
  IconTag,
  IconTrash,
  IconUser,
  type Icon,
} from '@tabler/icons-react';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DateTimeField } from '../../../../kit/form/date-time-field';
import { DurationField } from '../../../../kit/form/duration-field';
import { TagInput } from '../../../../kit/form/tag-input';
import { PersonPicker } from '../../../../kit/people/person-picker';
import { useZone } from '../../../../session/session';
import type { TaskChange } from '../../data/changes';
import { priorities, toWirePriority } from '../../data/task-words';
import { isOpenRow } from '../data/use-cells';
import type { ShownPlan } from '../data/use-plan';
import { shifted } from '../rules/changed';
import { type PlanRow, topmost } from '../rules/outline';
import type { Range } from '../rules/paste';
import styles from './grid.module.css';
import { isWhole } from './selection';

type BulkBarProps = { plan: ShownPlan; range: Range; onDone: () => void };

/** What can be done with all selected rows at once, and undone at once. */
export function BulkBar({ plan, range, onDone }: BulkBarProps) {
  const { t } = useTranslation('tasks');
  const zone = useZone();
  const rows = plan.rows.slice(range.top, range.bottom + 1).filter(isOpenRow);
  if (rows.length === 0 || (rows.length === 1 && !isWhole(range))) return null;

  const change = (of: TaskChange | ((row: PlanRow) => TaskChange)) => {
    plan.writer.edit(rows.map((row) => ({ id: row.task.id, change: typeof of === 'function' ? of(row) : of })));
    onDone();
  };
  return (
    <div className={styles.bulk} role="toolbar" aria-label={t('plan.bulk.title')}>
      <span className={styles.bulkCount}>{t('plan.bulk.rows', { count: rows.length })}</span>
      <Field icon={IconUser} label={t('field.assignee')}>
        {(close) => (
          <PersonPicker
            isOpen
            aria-label={t('field.assignee')}
            value=""
            onChange={(assignee) => {
              change({ assignee });
              close();
            }}
          />
        )}
      </Field>
      <Setting
        icon={IconCalendar}
        label={t('field.deadline')}
        empty=""
        onSet={(deadline) => change({ deadline: deadline || null })}
      >
        {(value, set) => (
          <DateTimeField aria-label={t('field.deadline')} value={value || undefined} onChange={(at) => set(at ?? '')} />
        )}
      </Setting>
      <Setting
        icon={IconClock}
        label={t('field.estimateSeconds')}
        empty={0}
        onSet={(seconds) => change({ estimateSeconds: String(seconds) })}
      >
        {(value, set) => <DurationField aria-label={t('field.estimateSeconds')} value={value} onChange={set} />}
      </Setting>
      <Menu position="top">
        <Menu.Target>
          <Button size="compact-md" variant="subtle" leftSection={<IconFlag size={16} aria-hidden />}>
            {t('field.priority')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {priorities.map((priority) => (
            <Menu.Item key={priority} onClick={() => change({ priority: toWirePriority(priority) })}>
              {t(`priority.${priority}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Setting
        icon={IconTag}
        label={t('field.tags')}
        empty={noTags}
        onSet={(tags) => change(({ task }) => ({ tags: [...new Set([...task.tags, ...tags])] }))}
      >
        {(value, set) => <TagInput aria-label={t('plan.bulk.addTags')} value={value} onChange={set} />}
      </Setting>
      <Setting
        icon={IconCalendarShare}
        label={t('plan.bulk.shift')}
        empty={1}
        onSet={(days) => change(({ task }) => shifted(task, days, zone))}
      >
        {(value, set) => (
          <NumberInput
            aria-label={t('plan.bulk.days')}
            value={value}
            min={-3650}
            max={3650}
            allowDecimal={false}
            onChange={(days) => set(Number(days))}
          />
        )}
      </Setting>
      <Button
        size="compact-md"
        variant="subtle"
        color="red"
        leftSection={<IconTrash size={16} aria-hidden />}
        onClick={() => {
          plan.writer.remove(withParts(plan.all, rows));
          onDone();
        }}
      >
        {t('action.delete')}
      </Button>
    </div>
  );
}

const noTags: readonly string[] = [];

/** Rows with all below them, the lowest first. */
function withParts(all: readonly PlanRow[], rows: readonly PlanRow[]): string[] {
  const first = new Set(topmost(all, new Set(rows.map(({ task }) => task.id))).map(({ task }) => task.id));
  return all
    .filter(({ task }) => first.has(task.id) || task.ancestors.some((id) => first.has(id)))
    .map(({ task }) => task.id)
    .toReversed();
}

type FieldProps = { icon: Icon; label: string; children: (close: () => void) => ReactNode };

function Field({ icon: Picture, label, children }: FieldProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover opened={isOpen} onChange={setOpen} position="top" trapFocus closeOnClickOutside={false}>
      <Popover.Target>
        <Button
          size="compact-md"
          variant="subtle"
          leftSection={<Picture size={16} aria-hidden />}
          onClick={() => setOpen(!isOpen)}
        >
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown miw={260}>{isOpen && children(() => setOpen(false))}</Popover.Dropdown>
    </Popover>
  );
}

type SettingProps<Value> = {
  icon: Icon;
  label: string;
  empty: Value;
  onSet: (value: Value) => void;
  children: (value: Value, set: (value: Value) => void) => ReactNode;
};

/** A value that is chosen first, and then set. */
function Setting<Value>({ icon, label, empty, onSet, children }: SettingProps<Value>) {
  const { t } = useTranslation('tasks');
  const [value, setValue] = useState(empty);
  return (
    <Field icon={icon} label={label}>
      {(close) => (
        <form
          className={styles.bulkForm}
          onSubmit={(event: SubmitEvent) => {
            event.preventDefault();
            close();
            onSet(value);
            setValue(empty);
          }}
        >
          {children(value, setValue)}
          <Button type="submit">{t('plan.bulk.set')}</Button>
        </form>
      )}
    </Field>
  );
}
