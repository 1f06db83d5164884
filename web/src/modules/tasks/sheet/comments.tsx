import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAttempt } from '../../../api/attempt';
import type { Comment, Task } from '../../../api/types';
import { problemToast } from '../../../kit/feedback/toast';
import { useDraft } from '../../../kit/form/draft';
import { Face, PersonName } from '../../../kit/people/chips';
import { ErrorState } from '../../../kit/states/error-state';
import { ListSkeleton } from '../../../kit/states/skeletons';
import { RichText } from '../../../kit/text/rich-text';
import { TextEditor } from '../../../kit/text/text-editor';
import { RelativeTime } from '../../../kit/time/time';
import { useComment } from '../data/comment';
import { useComments } from '../data/queries';
import { statusOf } from '../data/task-words';
import { CommentOccasion } from './comment-occasion';
import styles from './task-sheet.module.css';

export function Comments({ task }: { task: Task }) {
  const { t } = useTranslation('tasks');
  const { data: comments, error, refetch } = useComments(task.id);
  return (
    <>
      {comments === undefined &&
        (error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <ListSkeleton rows={2} />)}
      {comments?.length === 0 && <p className="quiet">{t('sheet.noComments')}</p>}
      {comments?.map((comment) => (
        <CommentText key={comment.id} comment={comment} />
      ))}
      {task.allowedActions.includes('comment') && <Composer task={task} />}
    </>
  );
}

function CommentText({ comment }: { comment: Comment }) {
  return (
    <article className={styles.comment}>
      <Face id={comment.author} size={28} />
      <div className={styles.commentHead}>
        <span className={styles.author}>
          <PersonName id={comment.author} />
        </span>
        <CommentOccasion comment={comment} />
        {comment.createdAt !== undefined && (
          <span className="quiet">
            <RelativeTime at={comment.createdAt} />
          </span>
        )}
      </div>
      <div className={styles.commentText}>
        <RichText text={comment.text} />
      </div>
    </article>
  );
}

function Composer({ task }: { task: Task }) {
  const { t } = useTranslation('tasks');
  const comment = useComment(task.id);
  const [draft, setDraft, clearDraft] = useDraft(`task/${task.id}/comment`, '');
  const attempt = useAttempt();

  function send(): void {
    const text = draft.trim();
    if (text === '' || comment.isPending) return;
    comment.mutate(
      { text, key: attempt.keyFor(text) },
      {
        onSuccess: () => {
          attempt.arrived();
          clearDraft();
        },
        onError: (error) => problemToast(error, t('problem.notSent')),
      },
    );
  }

  return (
    <div className={styles.composer}>
      <TextEditor
        label={t('action.comment')}
        placeholder={t('sheet.commentPlaceholder')}
        value={draft}
        onChange={setDraft}
        minRows={2}
        onSubmit={send}
      >
        {statusOf(task) === 'completed' && task.nextPart === '0' && <span className={styles.hint}>{t('sheet.willReopen')}</span>}
        <Button onClick={send} disabled={draft.trim() === ''} loading={comment.isPending}>
          {t('sheet.send')}
        </Button>
      </TextEditor>
    </div>
  );
}
