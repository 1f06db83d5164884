import { Button, Menu } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { awaitings } from '../data/awaited';
import { dues, roles, type TaskFilter } from '../data/task-filter';
import { priorities, statuses } from '../data/task-words';
import type { Asked } from './asked-filter';
import styles from './tasks-page.module.css';

type FilterMenuProps = {
  filter: TaskFilter;
  onChange: (filter: TaskFilter) => void;
  /** For what is not chosen from a few: it takes the focus. */
  asked: Asked | undefined;
  onAsk: (asked: Asked) => void;
};

/** Everything a list can be narrowed by. */
export function FilterMenu({ filter, onChange, asked, onAsk }: FilterMenuProps) {
  const { t } = useTranslation('tasks');
  const toggle = <Value,>(current: Value | undefined, value: Value) => (current === value ? undefined : value);
  return (
    <Menu position="bottom-start" width={200} returnFocus={asked === undefined}>
      <Menu.Target>
        <Button
          className={styles.filter}
          variant="subtle"
          color="gray"
          leftSection={<IconFilter size={16} stroke={1.75} aria-hidden />}
        >
          {t('filter.add')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Choices
          title={t('filter.role')}
          choices={roles.map((role) => ({ id: role, text: t(`role.${role}`), isChosen: filter.role === role }))}
          onChoose={(role) => onChange({ ...filter, role: toggle(filter.role, role) })}
        />
        <Choices
          title={t('filter.status')}
          choices={statuses.map((status) => ({
            id: status,
            text: t(`status.${status}`),
            isChosen: filter.status.includes(status),
          }))}
          onChoose={(chosen) =>
            onChange({ ...filter, status: statuses.filter((status) => filter.status.includes(status) !== (status === chosen)) })
          }
        />
        <Choices
          title={t('filter.due')}
          choices={dues.map((due) => ({ id: due, text: t(`due.${due}`), isChosen: filter.due === due }))}
          onChoose={(due) => onChange({ ...filter, due: toggle(filter.due, due) })}
        />
        <Choices
          title={t('filter.priority')}
          choices={priorities.map((priority) => ({
            id: priority,
            text: t(`priority.${priority}`),
            isChosen: filter.priority === priority,
          }))}
          onChoose={(priority) => onChange({ ...filter, priority: toggle(filter.priority, priority) })}
        />
        <Choices
          title={t('filter.awaited')}
          choices={(['any', ...awaitings] as const).map((awaited) => ({
            id: awaited,
            text: t(`awaited.${awaited}`),
            isChosen: filter.awaited === awaited,
          }))}
          onChoose={(awaited) => onChange({ ...filter, awaited: toggle(filter.awaited, awaited) })}
        />
        <Menu.Item onClick={() => onAsk('assignee')}>{t('filter.assignee')}…</Menu.Item>
        <Menu.Item onClick={() => onAsk('tag')}>{t('filter.tag')}…</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

type ChoicesProps<Id extends string> = {
  title: string;
  choices: readonly { id: Id; text: string; isChosen: boolean }[];
  onChoose: (id: Id) => void;
};

function Choices<Id extends string>({ title, choices, onChoose }: ChoicesProps<Id>) {
  return (
    <Menu.Sub>
      <Menu.Sub.Target>
        <Menu.Sub.Item>{title}</Menu.Sub.Item>
      </Menu.Sub.Target>
      <Menu.Sub.Dropdown>
        {choices.map(({ id, text, isChosen }) => (
          <Menu.CheckboxItem key={id} checked={isChosen} onChange={() => onChoose(id)}>
            {text}
          </Menu.CheckboxItem>
        ))}
      </Menu.Sub.Dropdown>
    </Menu.Sub>
  );
}
