import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconColumns3 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Column } from './column';

type ColumnsMenuProps<Row> = { columns: readonly Column<Row>[]; shown: readonly string[]; onChange: (shown: string[]) => void };

/** Chooses the columns of a table. */
export function ColumnsMenu<Row>({ columns, shown, onChange }: ColumnsMenuProps<Row>) {
  const { t } = useTranslation();
  const choosable = columns.filter(({ fixed }) => !fixed);
  const toggle = (id: string) =>
    onChange(
      choosable.map((column) => column.id).filter((other) => (other === id ? !shown.includes(id) : shown.includes(other))),
    );
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Tooltip label={t('table.columns')}>
          <ActionIcon aria-label={t('table.columns')}>
            <IconColumns3 size={18} stroke={1.75} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {choosable.map(({ id, title }) => (
          <Menu.CheckboxItem key={id} checked={shown.includes(id)} onChange={() => toggle(id)}>
            {title}
          </Menu.CheckboxItem>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
