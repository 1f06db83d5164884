import { ActionIcon, Button, Menu } from '@mantine/core';
import {
  IconArrowBackUp,
  IconCheck,
  IconDots,
  IconPlayerPause,
  IconPlayerPlay,
  IconThumbUp,
  IconTrash,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Task } from '../../../api/types';
import { useAllowedActions } from '../../../kit/allowed-actions';
import { useCloseSheet } from '../../../kit/page/last-page';
import type { Verb } from '../data/board-moves';
import { useDelete, useRestore, useVerb } from '../data/verbs';

/** In the order of what one most likely wants; the first that is allowed stands out. */
const offered = [
  { verb: 'accept', icon: IconThumbUp },
  { verb: 'start', icon: IconPlayerPlay },
  { verb: 'complete', icon: IconCheck },
  { verb: 'resume', icon: IconPlayerPlay },
  { verb: 'pause', icon: IconPlayerPause },
  { verb: 'return', icon: IconArrowBackUp },
] as const satisfies { verb: Verb; icon: typeof IconCheck }[];

/** What can be done with the task now, as the server says. */
export function TaskActions({ task }: { task: Task }) {
  const { t } = useTranslation('tasks');
  const { can } = useAllowedActions(task);
  const verb = useVerb();
  return offered
    .filter((action) => can(action.verb))
    .map(({ verb: name, icon: Icon }, index) => (
      <Button
        key={name}
        variant={index === 0 ? 'filled' : 'default'}
        leftSection={<Icon size={16} aria-hidden />}
        onClick={() => verb.mutate({ task, verb: name })}
      >
        {t(`action.${name}`)}
      </Button>
    ));
}

/** What is seldom done with it. */
export function TaskMenu({ task }: { task: Task }) {
  const { t } = useTranslation('tasks');
  const { can } = useAllowedActions(task);
  const close = useCloseSheet('/tasks');
  const remove = useDelete();
  const restore = useRestore();
  if (!can('delete') && !can('restore')) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t('action.more')}>
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {can('restore') && (
          <Menu.Item leftSection={<IconArrowBackUp size={16} aria-hidden />} onClick={() => restore.mutate(task.id)}>
            {t('action.restore')}
          </Menu.Item>
        )}
        {can('delete') && (
          <Menu.Item
            color="red"
            leftSection={<IconTrash size={16} aria-hidden />}
            onClick={() => remove.mutate(task, { onSuccess: close })}
          >
            {t('action.delete')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
