import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api, done, idempotencyKey } from '../../../api/client';
import { invalidateLists, one } from '../../../api/keys';
import type { Task } from '../../../api/types';
import { problemToast, undoToast } from '../../../kit/feedback/toast';
import { useSession } from '../../../session/session';
import { statusAfter, type Verb } from './board-moves';
import { putBack, showAnswer, showAtOnce } from './cache';
import { toWireStatus } from './task-words';

function call(id: string, verb: Verb): Promise<Task> {
  const params = { path: { id }, header: { 'Idempotency-Key': idempotencyKey() } };
  switch (verb) {
    case 'see':
      return answer(api.POST('/v1/tasks/{id}:see', { params }));
    case 'start':
      return answer(api.POST('/v1/tasks/{id}:start', { params }));
    case 'pause':
      return answer(api.POST('/v1/tasks/{id}:pause', { params }));
    case 'complete':
      return answer(api.POST('/v1/tasks/{id}:complete', { params }));
    case 'accept':
      return answer(api.POST('/v1/tasks/{id}:accept', { params, body: {} }));
    case 'return':
      return answer(api.POST('/v1/tasks/{id}:return', { params, body: {} }));
    case 'defer':
      return answer(api.POST('/v1/tasks/{id}:defer', { params, body: {} }));
    case 'resume':
      return answer(api.POST('/v1/tasks/{id}:resume', { params }));
  }
}

/** Moves a task along. It shows at once, and goes back with an explanation if the server refuses. */
export function useVerb() {
  const { t } = useTranslation('tasks');
  const queries = useQueryClient();
  const { me } = useSession();
  return useMutation({
    mutationFn: ({ task, verb }: { task: Task; verb: Verb }) => call(task.id, verb),
    onMutate: ({ task, verb }) => {
      const status = toWireStatus(statusAfter(task, verb, me.id));
      return showAtOnce(queries, task.id, (shown) => ({ ...shown, status }));
    },
    onSuccess: (task) => showAnswer(queries, task),
    onError: (error, { task }, before) => {
      if (before) putBack(queries, before);
      problemToast(error, t('problem.notMoved', { title: task.title }));
    },
  });
}

/** The assignee opened a new task: it is no longer new. Nobody asked for it, so a refusal is not worth a word. */
export function useSee() {
  const queries = useQueryClient();
  return useMutation({ mutationFn: (task: Task) => call(task.id, 'see'), onSuccess: (task) => showAnswer(queries, task) });
}

export function useDelegate() {
  const { t } = useTranslation('tasks');
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ task, assignee }: { task: Task; assignee: string }) => {
      const params = { path: { id: task.id }, header: { 'Idempotency-Key': idempotencyKey() } };
      return answer(api.POST('/v1/tasks/{id}:delegate', { params, body: { assignee } }));
    },
    onMutate: ({ task, assignee }) => showAtOnce(queries, task.id, (shown) => ({ ...shown, assignee })),
    onSuccess: (task) => showAnswer(queries, task),
    onError: (error, { task }, before) => {
      if (before) putBack(queries, before);
      problemToast(error, t('problem.notChanged', { title: task.title }));
    },
  });
}

/** Deletes without asking, with a way back. */
export function useDelete() {
  const { t } = useTranslation('tasks');
  const queries = useQueryClient();
  const restore = useRestore();
  return useMutation({
    mutationFn: (task: Task) => done(api.DELETE('/v1/tasks/{id}', { params: { path: { id: task.id } } })),
    onSuccess: (_, task) => {
      invalidateLists(queries, 'task');
      void queries.invalidateQueries({ queryKey: one('task', task.id) });
      undoToast(t('deleted', { title: task.title }), () => restore.mutate(task.id));
    },
    onError: (error, task) => problemToast(error, t('problem.notDeleted', { title: task.title })),
  });
}

export function useRestore() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      answer(api.POST('/v1/tasks/{id}:restore', { params: { path: { id }, header: { 'Idempotency-Key': idempotencyKey() } } })),
    onSuccess: (task) => showAnswer(queries, task),
    onError: (error) => problemToast(error),
  });
}
