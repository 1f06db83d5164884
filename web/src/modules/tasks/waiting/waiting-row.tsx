import { Button } from '@mantine/core';
import { IconCircleDashed } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Task } from '../../../api/types';
import { Face, PersonName } from '../../../kit/people/chips';
import { Age, DateTime } from '../../../kit/time/time';
import { awaitingOf } from '../data/awaited';
import type { Saying } from '../data/saying';
import { type Side, waitingSince } from '../data/waiting';
import { awaitingIcons } from '../parts/awaited';
import { TaskLink } from '../parts/task-title';
import { SayForm } from '../say/say-form';
import { Settle } from '../say/settle';
import styles from './waiting.module.css';

/** A task that waits: for what, for how long, for whom, and what settles it. */
export function WaitingRow({ task, side }: { task: Task; side: Side }) {
  const { t } = useTranslation('tasks');
  const navigate = useNavigate();
  const [saying, setSaying] = useState<Saying>();
  const awaiting = awaitingOf(task);
  const proposal = awaiting === 'deadline' ? task.deadlineProposal : undefined;
  const since = waitingSince(task);
  const Picture = awaiting === undefined ? IconCircleDashed : awaitingIcons[awaiting];
  const who = otherOf(task, side);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.target !== event.currentTarget || event.key !== 'Enter') return;
    event.preventDefault();
    void navigate({ to: '/tasks/$taskId', params: { taskId: task.id }, search: (search) => search });
  }

  return (
    <li className={styles.row} data-card tabIndex={0} onKeyDown={onKeyDown}>
      <div className={styles.line}>
        <Picture className={styles.icon} data-awaiting={awaiting ?? 'unseen'} size={20} stroke={1.75} aria-hidden />
        <div className={styles.main}>
          <TaskLink task={task} />
          <span className={styles.facts}>
            <Face id={who} size={18} />
            <PersonName id={who} />
            <span className={styles.dot}>·</span>
            <span className={styles.what}>
              {t(`wait.${awaiting ?? 'unseen'}.${side}`)}
              {proposal?.deadline !== undefined && (
                <>
                  {': '}
                  <DateTime at={proposal.deadline} />
                </>
              )}
            </span>
          </span>
          {proposal && <span className={styles.reason}>{proposal.reason}</span>}
        </div>
        <span className={styles.age}>{since !== undefined && <Age since={since} />}</span>
        {side === 'mine' && saying === undefined && (
          <div className={styles.buttons}>
            {awaiting === undefined ? <Look task={task} /> : <Settle task={task} awaiting={awaiting} onSay={setSaying} />}
          </div>
        )}
      </div>
      {saying && <SayForm key={saying} task={task} saying={saying} onClose={() => setSaying(undefined)} />}
    </li>
  );
}

/** Who waits, or is waited for. */
function otherOf(task: Task, side: Side): string {
  const isUnseen = awaitingOf(task) === undefined;
  if ((side === 'mine') === isUnseen) return task.creator;
  return task.deadlineProposal?.proposedBy ?? task.assignee;
}

/** A new task is settled by looking at it. */
function Look({ task }: { task: Task }) {
  const { t } = useTranslation('tasks');
  return (
    <Button
      variant="default"
      renderRoot={(props) => <Link to="/tasks/$taskId" params={{ taskId: task.id }} search={(search) => search} {...props} />}
    >
      {t('open')}
    </Button>
  );
}
