import { ActionIcon, Button, Menu } from '@mantine/core';
import {
  IconArrowBackUp,
  IconCalendarQuestion,
  IconCalendarShare,
  IconCheck,
  IconChevronDown,
  IconCircleX,
  IconClockPause,
  IconCopy,
  IconDots,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerTrackNext,
  IconSend,
  IconThumbUp,
  IconTrash,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Task } from '../../../api/types';
import { useAllowedActions } from '../../../kit/allowed-actions';
import { useCloseSheet } from '../../../kit/page/last-page';
import { settling, waitsOf } from '../data/awaited';
import type { Verb } from '../data/board-moves';
import { type Saying, sayings } from '../data/saying';
import { useDelete, useRestore, useVerb } from '../data/verbs';
import { CopyDialog } from './copy-dialog';

type Offered = Saying | Exclude<Verb, 'see'>;

/** In the order of what one most likely wants: so many as there is room for stand as buttons. */
const steps = [
  { action: 'start', icon: IconPlayerPlay },
  { action: 'resume', icon: IconPlayerPlay },
  { action: 'complete', icon: IconCheck },
  { action: 'rate', icon: IconThumbUp },
  { action: 'hand_over', icon: IconSend },
  { action: 'pause', icon: IconPlayerPause },
  { action: 'return', icon: IconArrowBackUp },
] as const satisfies { action: Offered; icon: typeof IconCheck }[];

/** What is done less often. */
const asides = [
  { action: 'move_deadline', icon: IconCalendarShare },
  { action: 'propose_deadline', icon: IconCalendarQuestion },
  { action: 'carry_over', icon: IconPlayerTrackNext },
  { action: 'defer', icon: IconClockPause },
  { action: 'decline', icon: IconCircleX },
] as const satisfies { action: Offered; icon: typeof IconCheck }[];

const mostButtons = 2;

type TaskActionsProps = { task: Task; onSay: (saying: Saying) => void };

/** What can be done with the task now, as the server says. What it waits for is settled above, see Banners. */
export function TaskActions({ task, onSay }: TaskActionsProps) {
  const { t } = useTranslation('tasks');
  const { can } = useAllowedActions(task);
  const verb = useVerb();
  const settled = waitsOf(task).flatMap(({ awaiting }) => settling[awaiting]);
  const isPossible = ({ action }: { action: Offered }) => can(action) && !settled.some((other) => other === action);
  const possible = steps.filter(isPossible);
  const buttons = possible.slice(0, mostButtons);
  const others = [...possible.slice(mostButtons), ...asides.filter(isPossible)];
  // For who works on it, the next step stands out.
  const isNext = (index: number) => index === 0 && (can('start') || can('pause') || can('resume'));
  const act = (action: Offered) => (isSaying(action, task) ? onSay(action) : verb.mutate({ task, verb: action }));
  return (
    <>
      {buttons.map(({ action, icon: Picture }, index) => (
        <Button
          key={action}
          variant={isNext(index) ? 'filled' : 'default'}
          leftSection={<Picture size={16} aria-hidden />}
          onClick={() => act(action)}
        >
          {t(`action.${action}`)}
        </Button>
      ))}
      {others.length > 0 && (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button variant="default" rightSection={<IconChevronDown size={14} aria-hidden />}>
              {t('action.others')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {others.map(({ action, icon: Picture }) => (
              <Menu.Item key={action} leftSection={<Picture size={16} aria-hidden />} onClick={() => act(action)}>
                {t(`action.${action}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </>
  );
}

/** Completing needs no words, unless it took longer than it was thought to. */
const isSaying = (action: Offered, { explanationDue }: Task): action is Exclude<Saying, 'complete'> =>
  action === 'complete' ? explanationDue : sayings.some((saying) => saying === action);

/** What is seldom done with it. */
export function TaskMenu({ task }: { task: Task }) {
  const { t } = useTranslation('tasks');
  const { can } = useAllowedActions(task);
  const close = useCloseSheet('/tasks');
  const remove = useDelete();
  const restore = useRestore();
  const [isCopying, setCopying] = useState(false);
  if (!can('copy') && !can('delete') && !can('restore')) return null;
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={t('action.more')}>
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {can('copy') && (
            <Menu.Item leftSection={<IconCopy size={16} aria-hidden />} onClick={() => setCopying(true)}>
              {t('action.copy')}
            </Menu.Item>
          )}
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
      {isCopying && <CopyDialog task={task} onClose={() => setCopying(false)} />}
    </>
  );
}
