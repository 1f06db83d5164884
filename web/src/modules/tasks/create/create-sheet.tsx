import { Button, Switch, TextInput } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAttempt } from '../../../api/attempt';
import { problemToast } from '../../../kit/feedback/toast';
import { DateTimeField } from '../../../kit/form/date-time-field';
import { useDraft } from '../../../kit/form/draft';
import { TagInput } from '../../../kit/form/tag-input';
import { useCloseSheet } from '../../../kit/page/last-page';
import { SideSheet } from '../../../kit/page/side-sheet';
import { PeoplePicker } from '../../../kit/people/people-picker';
import { PersonPicker } from '../../../kit/people/person-picker';
import { TextEditor } from '../../../kit/text/text-editor';
import { useSession } from '../../../session/session';
import { useCreateTask } from '../data/create';
import { isPriority, toWirePriority } from '../data/task-words';
import { PriorityPicker } from '../sheet/priority-picker';
import styles from './create-sheet.module.css';
import { noPlan, type Plan, PlanFields, planOf } from './plan-fields';

const route = getRouteApi('/tasks/new');
const formId = 'new-task';

type Draft = Plan &
  Readonly<Record<'title' | 'description' | 'assignee' | 'deadline' | 'priority', string>> &
  Readonly<Record<'coExecutors' | 'observers' | 'tags', string[]>> & { readonly acceptance: boolean };

const nothing: Draft = {
  title: '',
  description: '',
  assignee: '',
  coExecutors: [],
  observers: [],
  deadline: '',
  priority: 'medium',
  tags: [],
  acceptance: false,
  ...noPlan,
};

/** A new task with all its fields. What is typed stays until the task is made or discarded. */
export function CreateSheet() {
  const { t } = useTranslation('tasks');
  const { me } = useSession();
  const { parent } = route.useSearch();
  const navigate = route.useNavigate();
  const close = useCloseSheet('/tasks');
  const create = useCreateTask();
  const [draft, setDraft, clearDraft] = useDraft('task/new', nothing);
  const [isChecked, setChecked] = useState(false);
  const attempt = useAttempt();
  const set = (change: Partial<Draft>) => setDraft({ ...draft, ...change });
  const priority = isPriority(draft.priority) ? draft.priority : 'medium';
  const title = draft.title.trim();

  function submit(event?: SubmitEvent): void {
    event?.preventDefault();
    setChecked(true);
    if (title === '' || create.isPending) return;
    const { description, coExecutors, observers, tags, acceptance } = draft;
    const people = { assignee: draft.assignee || me.id, coExecutors, observers };
    const task = {
      title,
      description,
      ...people,
      deadline: draft.deadline || undefined,
      priority: toWirePriority(priority),
      tags,
      acceptance,
      ...planOf(draft),
      parent,
    };
    create.mutate(
      { task, key: attempt.keyFor(task) },
      {
        onSuccess: ({ id }) => {
          clearDraft();
          void navigate({ to: '/tasks/$taskId', params: { taskId: id }, search: {}, replace: true });
        },
        onError: (error) => problemToast(error, t('problem.notCreated')),
      },
    );
  }

  const footer = (
    <div className={styles.footer}>
      <Button
        variant="subtle"
        color="gray"
        onClick={() => {
          clearDraft();
          close();
        }}
      >
        {t('create.discard')}
      </Button>
      <Button type="submit" form={formId} loading={create.isPending}>
        {t('create.submit')}
      </Button>
    </div>
  );

  return (
    <SideSheet
      title={t('create.title')}
      closeTo="/tasks"
      beside={parent === undefined ? t('create.title') : t('create.parent', { id: parent })}
      footer={footer}
    >
      <form id={formId} className={styles.form} onSubmit={submit}>
        <TextInput
          label={t('field.title')}
          placeholder={t('create.titlePlaceholder')}
          value={draft.title}
          maxLength={255}
          autoFocus
          required
          error={isChecked && title === '' ? t('create.titleRequired') : undefined}
          onChange={(event) => set({ title: event.currentTarget.value })}
        />
        <div>
          <span className={styles.label}>{t('field.description')}</span>
          <TextEditor
            label={t('field.description')}
            placeholder={t('create.descriptionPlaceholder')}
            value={draft.description}
            minRows={5}
            onChange={(description) => set({ description })}
            onSubmit={() => submit()}
          />
        </div>
        <div className={styles.pair}>
          <PersonPicker label={t('field.assignee')} value={draft.assignee || me.id} onChange={(assignee) => set({ assignee })} />
          <DateTimeField
            label={t('field.deadline')}
            value={draft.deadline || undefined}
            onChange={(deadline) => set({ deadline: deadline ?? '' })}
          />
        </div>
        <PeoplePicker
          label={t('field.coExecutors')}
          departments
          value={draft.coExecutors}
          onChange={(coExecutors) => set({ coExecutors })}
        />
        <PeoplePicker
          label={t('field.observers')}
          departments
          value={draft.observers}
          onChange={(observers) => set({ observers })}
        />
        <div className={styles.pair}>
          <PriorityPicker
            plain={false}
            label={t('field.priority')}
            value={priority}
            onChange={(chosen) => set({ priority: chosen })}
          />
          <TagInput label={t('field.tags')} value={draft.tags} onChange={(tags) => set({ tags })} />
        </div>
        <Switch
          label={t('create.acceptance')}
          checked={draft.acceptance}
          onChange={(event) => set({ acceptance: event.currentTarget.checked })}
        />
        <PlanFields plan={draft} onChange={set} />
      </form>
    </SideSheet>
  );
}
