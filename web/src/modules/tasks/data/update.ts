import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, ifVersion } from '../../../api/client';
import { isConflict } from '../../../api/problem';
import type { Task } from '../../../api/types';
import { problemToast } from '../../../kit/feedback/toast';
import { putBack, showAnswer, showAtOnce } from './cache';
import { type Changes, changedBetween, type TaskChange, touchesSame, withChange } from './changes';
import { taskQuery } from './queries';

/** Somebody else changed the same fields first: what they changed, and what was to be written. */
export type Conflict = { readonly theirs: Changes; readonly mine: TaskChange };

/**
 * Changes fields of a task. Where somebody else has changed it since, but other fields, the change is written on top of
 * theirs; where the same, nothing is written and the conflict is there to be shown.
 */
export function useUpdate(id: string) {
  const { t } = useTranslation('tasks');
  const queries = useQueryClient();
  const [conflict, setConflict] = useState<Conflict>();

  const mutation = useMutation({
    mutationFn: ({ task, change }: { task: Task; change: TaskChange }) => write(task, change),
    onMutate: ({ change }) => showAtOnce(queries, id, (task) => withChange(task, change)),
    onSuccess: (task) => {
      setConflict(undefined);
      showAnswer(queries, task);
    },
    onError: (error, { task, change }, before) => {
      if (before) putBack(queries, before);
      if (isConflict(error)) void explain(task, change);
      else problemToast(error, t('problem.notChanged', { title: task.title }));
    },
  });

  async function write(task: Task, change: TaskChange): Promise<Task> {
    try {
      return await patch(task, change);
    } catch (error) {
      if (!isConflict(error)) throw error;
      const fresh = await fetchFresh();
      if (touchesSame(changedBetween(task, fresh), change)) throw error;
      return patch(fresh, change);
    }
  }

  const patch = (task: Task, change: TaskChange) =>
    answer(api.PATCH('/v1/tasks/{id}', { params: { path: { id }, header: ifVersion(task.version) }, body: change }));

  const fetchFresh = () => queries.query({ ...taskQuery(id), staleTime: 0 });

  async function explain(task: Task, mine: TaskChange): Promise<void> {
    const fresh = await fetchFresh();
    showAnswer(queries, fresh);
    setConflict({ theirs: changedBetween(task, fresh), mine });
  }

  return {
    update: (task: Task, change: TaskChange) => mutation.mutate({ task, change }),
    conflict,
    dismissConflict: () => setConflict(undefined),
  };
}
