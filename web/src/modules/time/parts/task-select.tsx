import { Select } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../../api/client';
import { list } from '../../../api/keys';

type TaskSelectProps = { value: string; title: string; onChange: (id: string, title: string) => void; label: string };

/** Picks one of the tasks that the person sees, by its words. */
export function TaskSelect({ value, title, onChange, label }: TaskSelectProps) {
  const { t } = useTranslation('time');
  const [typed, setTyped] = useState('');
  const { data = [] } = useQuery({
    queryKey: list('task', 'select', typed),
    queryFn: async ({ signal }) => {
      const query = { pageSize: 20, ...(typed !== '' && typed !== title && { q: typed }) };
      return (await answer(api.GET('/v1/tasks', { params: { query }, signal }))).tasks;
    },
    placeholderData: keepPreviousData,
  });
  const options = data.map((task) => ({ value: task.id, label: task.title }));
  const withChosen =
    value === '' || options.some((option) => option.value === value) ? options : [{ value, label: title }, ...options];
  return (
    <Select
      label={label}
      data={withChosen}
      value={value || null}
      onChange={(id, option) => onChange(id ?? '', option?.label ?? '')}
      onSearchChange={setTyped}
      // The server has looked already.
      filter={({ options: found }) => found}
      placeholder={t('entry.chooseTask')}
      nothingFoundMessage={t('entry.noTask')}
      searchable
      required
      withCheckIcon={false}
    />
  );
}
