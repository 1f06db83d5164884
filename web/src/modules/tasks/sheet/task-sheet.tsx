import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Task } from '../../../api/types';
import { SideSheet } from '../../../kit/page/side-sheet';
import { ErrorState } from '../../../kit/states/error-state';
import { TextSkeleton } from '../../../kit/states/skeletons';
import { useReadAbout } from '../../notifications/data/read-about';
import { TimerButton } from '../../time/parts/timer-button';
import { taskQuery } from '../data/queries';
import type { Saying } from '../data/saying';
import { statusOf } from '../data/task-words';
import { useUpdate } from '../data/update';
import { useSee } from '../data/verbs';
import { RatingLabel } from '../parts/rating';
import { NewMark, StatusLabel, UrgencyMark } from '../parts/status';
import { Banners } from '../say/banner';
import { SayForm } from '../say/say-form';
import { Ancestors } from './ancestors';
import { Checklist } from './checklist';
import { ConflictNotice } from './conflict-notice';
import { Description } from './description';
import { Parts } from './parts';
import { Properties } from './properties';
import { Subtasks } from './subtasks';
import { Talk } from './talk';
import { TaskActions, TaskMenu } from './task-actions';
import styles from './task-sheet.module.css';
import { TaskTitleField } from './task-title-field';

const route = getRouteApi('/tasks/$taskId');

/** One task with all that belongs to it. */
export function TaskSheetPage() {
  const { taskId } = route.useParams();
  // Each task has a sheet of its own: what is half typed in one must not appear in the next.
  return <TaskSheet key={taskId} id={taskId} />;
}

const planPart = getRouteApi('/tasks/$taskId/plan/$partId');

/** One task over the plan it is a part of. */
export function PlanPartSheet() {
  const { taskId, partId } = planPart.useParams();
  return <TaskSheet key={partId} id={partId} closeTo={`/tasks/${taskId}/plan`} />;
}

function TaskSheet({ id, closeTo = '/tasks' }: { id: string; closeTo?: string }) {
  const { t } = useTranslation('tasks');
  const { data: task, error, refetch } = useQuery(taskQuery(id));
  useSeen(task);
  useReadAbout('task', id);
  return (
    <SideSheet
      title={task?.title ?? t('number', { id })}
      closeTo={closeTo}
      beside={<span className="numbers">{t('number', { id })}</span>}
      actions={task && <TaskMenu task={task} />}
    >
      {task ? (
        <TaskContent task={task} />
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <TextSkeleton />
      )}
    </SideSheet>
  );
}

function TaskContent({ task }: { task: Task }) {
  const { t } = useTranslation('tasks');
  const { update, conflict, dismissConflict } = useUpdate(task.id);
  const [saying, setSaying] = useState<Saying>();
  const canUpdate = task.allowedActions.includes('update');
  const onChange = canUpdate ? (change: Parameters<typeof update>[1]) => update(task, change) : undefined;
  return (
    <>
      {task.deletedAt !== undefined && <p className={styles.notice}>{t('sheet.isDeleted')}</p>}
      {conflict && <ConflictNotice conflict={conflict} onApply={() => update(task, conflict.mine)} onDismiss={dismissConflict} />}
      <Ancestors task={task} />
      <TaskTitleField title={task.title} onChange={onChange && ((title) => onChange({ title }))} />
      <Banners task={task} onSay={setSaying} />
      <div className={styles.line}>
        {statusOf(task) === 'new' ? <NewMark task={task} /> : <StatusLabel status={statusOf(task)} />}
        <UrgencyMark task={task} />
        <Parts task={task} />
        <RatingLabel task={task} />
        <div className={styles.actions}>
          <TimerButton task={task} />
          <TaskActions task={task} onSay={setSaying} />
        </div>
      </div>
      {saying && <SayForm key={saying} task={task} saying={saying} onClose={() => setSaying(undefined)} />}
      <Properties task={task} onChange={onChange} onSay={setSaying} />
      <Description task={task} onChange={onChange && ((description) => onChange({ description }))} />
      <Checklist task={task} />
      <Subtasks task={task} onChange={onChange} />
      <Talk task={task} />
    </>
  );
}

/** An assignee who opens a new task has seen it. */
function useSeen(task: Task | undefined): void {
  const see = useSee();
  const { mutate } = see;
  const isUnseen = task?.allowedActions.includes('see') ?? false;
  const id = task?.id;
  useEffect(() => {
    if (isUnseen && task !== undefined) mutate(task);
    // Once per task: the answer to it takes "see" away, and a refusal must not be asked for again.
  }, [id, isUnseen, mutate]);
}
