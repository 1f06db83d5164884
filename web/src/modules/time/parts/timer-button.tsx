import { Button } from '@mantine/core';
import { IconPlayerStop, IconStopwatch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Task } from '../../../api/types';
import { mayAny } from '../../../kit/rights';
import { userRef } from '../../../kit/people/people';
import { useSession } from '../../../session/session';
import { useClock } from '../data/use-clock';

/** Starts and stops the timer on a task. Where the day does not go on yet, it begins or goes on with it. */
export function TimerButton({ task }: { task: Task }) {
  const { me, company, rights } = useSession();
  const works = task.creator === me.id || task.assignee === me.id || task.coExecutors.includes(userRef(me.id));
  if (!works || !company.modules.includes('time') || !mayAny(rights, 'MODULE_TIME', 'OPERATION_CREATE')) return null;
  return <Toggle task={task} />;
}

function Toggle({ task }: { task: Task }) {
  const { t } = useTranslation('time');
  const { mine } = useClock();
  if (mine === undefined || mine.shown.state === 'DAY_STATE_FORGOTTEN') return null;
  const { shown, act, can } = mine;
  if (shown.timer?.task === task.id)
    return (
      <Button variant="default" leftSection={<IconPlayerStop size={16} aria-hidden />} onClick={() => act({ verb: 'stopTimer' })}>
        {t('action.stopTimer')}
      </Button>
    );
  const start = { verb: 'startTimer', task: task.id, title: task.title } as const;
  function onClick(): void {
    if (can('startTimer')) act(start);
    else act({ verb: can('resumeDay') ? 'resumeDay' : 'startDay' }, start);
  }
  return (
    <Button variant="default" leftSection={<IconStopwatch size={16} aria-hidden />} onClick={onClick}>
      {t('action.startTimer')}
    </Button>
  );
}
