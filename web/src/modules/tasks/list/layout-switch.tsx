import { SegmentedControl } from '@mantine/core';
import { IconLayoutKanban, IconList } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Layout } from './list-state';

export function LayoutSwitch({ value, onChange }: { value: Layout; onChange: (layout: Layout) => void }) {
  const { t } = useTranslation('tasks');
  const label = (Picture: typeof IconList, name: string) => (
    <>
      <Picture size={16} stroke={1.75} style={{ display: 'block' }} aria-hidden />
      <span className="visually-hidden">{name}</span>
    </>
  );
  return (
    <SegmentedControl<Layout>
      aria-label={t('layout.label')}
      value={value}
      onChange={onChange}
      data={[
        { value: 'table', label: label(IconList, t('layout.table')) },
        { value: 'board', label: label(IconLayoutKanban, t('layout.board')) },
      ]}
    />
  );
}
