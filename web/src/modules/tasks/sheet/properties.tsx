import { Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Task } from '../../../api/types';
import { useAllowedActions } from '../../../kit/allowed-actions';
import { TagInput } from '../../../kit/form/tag-input';
import { PersonChip, RefChip } from '../../../kit/people/chips';
import { PeoplePicker } from '../../../kit/people/people-picker';
import { PersonPicker } from '../../../kit/people/person-picker';
import type { Ref } from '../../../kit/people/people';
import type { TaskChange } from '../data/changes';
import type { Saying } from '../data/saying';
import { priorityOf, toWirePriority } from '../data/task-words';
import { useDelegate } from '../data/verbs';
import { PriorityLabel } from '../parts/priority';
import { Tags } from '../parts/task-title';
import { DeadlineProperty } from './deadline-property';
import { PlanProperties } from './plan-properties';
import { PriorityPicker } from './priority-picker';
import { None, Property, Static } from './property';
import { Spent } from './spent';
import styles from './task-sheet.module.css';

type PropertiesProps = {
  task: Task;
  onChange: ((change: TaskChange) => void) | undefined;
  onSay: (saying: Saying) => void;
};

/** Who, by when, how urgent: each edited where it stands, by those who may. */
export function Properties({ task, onChange, onSay }: PropertiesProps) {
  const { t } = useTranslation('tasks');
  return (
    <dl className={styles.properties}>
      <Property name={t('field.assignee')}>
        <Assignee task={task} onChange={onChange} />
      </Property>
      <Property name={t('field.creator')}>
        <Static>
          <PersonChip id={task.creator} />
        </Static>
      </Property>
      <Property name={t('field.deadline')}>
        <DeadlineProperty task={task} onChange={onChange} onSay={onSay} />
      </Property>
      <PlanProperties task={task} onChange={onChange} />
      <Spent task={task} />
      <Property name={t('field.priority')}>
        {onChange ? (
          <PriorityPicker value={priorityOf(task)} onChange={(priority) => onChange({ priority: toWirePriority(priority) })} />
        ) : (
          <Static>
            <PriorityLabel priority={priorityOf(task)} />
          </Static>
        )}
      </Property>
      <Property name={t('field.coExecutors')}>
        <People
          refs={task.coExecutors}
          label={t('field.coExecutors')}
          onChange={onChange && ((coExecutors) => onChange({ coExecutors }))}
        />
      </Property>
      <Property name={t('field.observers')}>
        <People
          refs={task.observers}
          label={t('field.observers')}
          onChange={onChange && ((observers) => onChange({ observers }))}
        />
      </Property>
      <Property name={t('field.tags')}>
        {onChange ? (
          <TagInput plain aria-label={t('field.tags')} value={task.tags} onChange={(tags) => onChange({ tags })} />
        ) : (
          <Static>{task.tags.length === 0 ? <None /> : <Tags tags={task.tags} />}</Static>
        )}
      </Property>
      <Property name={t('field.acceptance')}>
        {onChange ? (
          <Switch
            className={styles.static}
            label={t('sheet.acceptance')}
            checked={task.acceptance}
            onChange={(event) => onChange({ acceptance: event.currentTarget.checked })}
          />
        ) : (
          <Static>{task.acceptance ? t('sheet.acceptance') : t('sheet.noAcceptance')}</Static>
        )}
      </Property>
    </dl>
  );
}

/** Those who direct the task put anybody there; an assignee passes it on, and keeps watching. */
function Assignee({ task, onChange }: Omit<PropertiesProps, 'onSay'>) {
  const { t } = useTranslation('tasks');
  const { can } = useAllowedActions(task);
  const delegate = useDelegate();
  if (can('delegate')) {
    return (
      <PersonPicker
        plain
        aria-label={t('field.assignee')}
        value={task.assignee}
        onChange={(assignee) => delegate.mutate({ task, assignee })}
      />
    );
  }
  if (onChange) {
    return (
      <PersonPicker
        plain
        aria-label={t('field.assignee')}
        value={task.assignee}
        onChange={(assignee) => onChange({ assignee })}
      />
    );
  }
  return (
    <Static>
      <PersonChip id={task.assignee} />
    </Static>
  );
}

type PeopleProps = { refs: readonly Ref[]; label: string; onChange: ((refs: Ref[]) => void) | undefined };

function People({ refs, label, onChange }: PeopleProps) {
  const { t } = useTranslation('tasks');
  if (onChange)
    return <PeoplePicker plain departments aria-label={label} placeholder={t('sheet.nobody')} value={refs} onChange={onChange} />;
  return <Static>{refs.length === 0 ? <None /> : refs.map((ref) => <RefChip key={ref} of={ref} />)}</Static>;
}
