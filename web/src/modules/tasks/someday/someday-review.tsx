import { Button, Modal } from '@mantine/core';
import { IconEyeCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Task } from '../../../api/types';
import { RichText } from '../../../kit/text/rich-text';
import { RelativeTime } from '../../../kit/time/time';
import { useSession } from '../../../session/session';
import { reviewDays, unreviewedQuery, useReview } from '../data/someday';
import { useUpdate } from '../data/update';
import { useDelete } from '../data/verbs';
import { Tags } from '../parts/task-title';
import { DeadlineChoice } from '../say/deadline-choice';
import styles from './someday-review.module.css';

/** Leads through what has not been looked at for long, one after another. */
export function SomedayReview() {
  const { t } = useTranslation('tasks');
  const { me } = useSession();
  const { data } = useQuery(unreviewedQuery(me.id));
  const [reviewed, setReviewed] = useState<readonly Task[]>();
  if (data === undefined || (data.tasks.length === 0 && reviewed === undefined)) return null;
  const count = data.hasMore ? `${data.tasks.length}+` : String(data.tasks.length);
  return (
    <>
      {data.tasks.length > 0 && (
        <Button
          className={styles.open}
          variant="light"
          leftSection={<IconEyeCheck size={16} aria-hidden />}
          onClick={() => setReviewed(data.tasks)}
        >
          {t('someday.review', { count: data.tasks.length, shown: count })}
        </Button>
      )}
      {reviewed && <Session tasks={reviewed} onClose={() => setReviewed(undefined)} />}
    </>
  );
}

function Session({ tasks, onClose }: { tasks: readonly Task[]; onClose: () => void }) {
  const { t } = useTranslation(['tasks', 'common']);
  const [at, setAt] = useState(0);
  const task = tasks[at];
  return (
    <Modal
      opened
      onClose={onClose}
      size={520}
      title={task ? t('someday.step', { step: at + 1, count: tasks.length }) : t('someday.finished')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      {task ? (
        <Step key={task.id} task={task} onDone={() => setAt(at + 1)} />
      ) : (
        <div className={styles.step}>
          <p className={styles.text}>{t('someday.finishedText', { count: reviewDays })}</p>
          <Button onClick={onClose} data-autofocus>
            {t('common:close')}
          </Button>
        </div>
      )}
    </Modal>
  );
}

/** One of them: it stays, is planned for a day, or goes. */
function Step({ task, onDone }: { task: Task; onDone: () => void }) {
  const { t } = useTranslation('tasks');
  const review = useReview();
  const remove = useDelete();
  const { update } = useUpdate(task.id);
  const can = (action: string) => task.allowedActions.includes(action);
  return (
    <div className={styles.step}>
      <h2 className={styles.title}>{task.title}</h2>
      <p className={styles.facts}>
        {t('someday.since')} <RelativeTime at={task.createdAt ?? ''} />
        {' · '}
        {t('someday.seen')} <RelativeTime at={task.reviewedAt ?? ''} />
        <Tags tags={task.tags} />
      </p>
      {task.description !== '' && (
        <div className={styles.description}>
          <RichText text={task.description} />
        </div>
      )}
      {can('update') && (
        <section className={styles.plan} aria-label={t('someday.plan')}>
          <span className={styles.label}>{t('someday.plan')}</span>
          <DeadlineChoice
            value=""
            canKeep={false}
            onChange={(deadline) => {
              update(task, { deadline });
              onDone();
            }}
          />
        </section>
      )}
      <div className={styles.buttons}>
        {can('delete') && (
          <Button variant="subtle" color="red" onClick={() => remove.mutate(task, { onSuccess: onDone })}>
            {t('action.delete')}
          </Button>
        )}
        <Button
          data-autofocus
          loading={review.isPending}
          disabled={!can('review')}
          onClick={() => review.mutate(task, { onSuccess: onDone })}
        >
          {t('someday.stay')}
        </Button>
      </div>
    </div>
  );
}
