import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { idempotencyKey } from '../../../api/client';
import type { Task } from '../../../api/types';
import { useAllowedActions } from '../../../kit/allowed-actions';
import { problemToast } from '../../../kit/feedback/toast';
import { type Awaiting, settling } from '../data/awaited';
import { useSay } from '../data/say';
import { nothingSaid, type Saying, wordOf } from '../data/saying';
import { PassOn } from './pass-on';

type SettleProps = { task: Task; awaiting: Awaiting; onSay: (saying: Saying) => void };

/** The buttons that give a task what it waits for, for those who may. */
export function Settle({ task, awaiting, onSay }: SettleProps) {
  const { can } = useAllowedActions(task);
  return settling[awaiting]
    .filter(can)
    .map((action, index) => <SettleButton key={action} task={task} action={action} isFirst={index === 0} onSay={onSay} />);
}

type SettleButtonProps = {
  task: Task;
  action: (typeof settling)[Awaiting][number];
  isFirst: boolean;
  onSay: (saying: Saying) => void;
};

function SettleButton({ task, action, isFirst, onSay }: SettleButtonProps) {
  const { t } = useTranslation('tasks');
  const say = useSay();
  if (action === 'delegate') return <PassOn task={task} />;

  function act(): void {
    if (action === 'delegate') return;
    if (action !== 'accept_deadline') {
      onSay(action);
      return;
    }
    say.mutate(
      { task, saying: action, said: nothingSaid, key: idempotencyKey() },
      { onError: (error) => problemToast(error, t('problem.notChanged', { title: task.title })) },
    );
  }

  return (
    <Button variant={isFirst ? 'filled' : 'default'} loading={say.isPending} onClick={act}>
      {t(`action.${action === 'accept_deadline' ? action : wordOf(action, task)}`)}
    </Button>
  );
}
