import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api, idempotencyKey } from '../../../api/client';
import type { ChecklistItem, Task } from '../../../api/types';
import { problemToast } from '../../../kit/feedback/toast';
import { putBack, showAnswer, showAtOnce } from './cache';
import type { Place } from './checklist-moves';

export type ItemChange = { done?: boolean; text?: string; assignee?: string; deadline?: string | null };

type Step =
  | { kind: 'add'; text: string; key: string }
  | { kind: 'update'; id: number; change: ItemChange }
  | { kind: 'move'; id: number; place: Place }
  | { kind: 'remove'; id: number };

/** Changes the checklist of a task. What only changes or removes an item shows at once. */
export function useChecklist(task: Task) {
  const { t } = useTranslation('tasks');
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (step: Step) => call(task.id, step),
    onMutate: (step) => showAtOnce(queries, task.id, (shown) => ({ ...shown, checklist: shownAs(shown.checklist, step) })),
    onSuccess: (changed) => showAnswer(queries, changed),
    onError: (error, _, before) => {
      if (before) putBack(queries, before);
      problemToast(error, t('problem.notChanged', { title: task.title }));
    },
  });
}

function call(task: string, step: Step): Promise<Task> {
  const key = (value: string) => ({ 'Idempotency-Key': value });
  switch (step.kind) {
    case 'add':
      return answer(
        api.POST('/v1/tasks/{task}/checklist', { params: { path: { task }, header: key(step.key) }, body: { text: step.text } }),
      );
    case 'update':
      return answer(
        api.PATCH('/v1/tasks/{task}/checklist/{id}', {
          params: { path: { task, id: step.id }, header: key(idempotencyKey()) },
          body: step.change,
        }),
      );
    case 'move':
      return answer(
        api.POST('/v1/tasks/{task}/checklist/{id}:move', {
          params: { path: { task, id: step.id }, header: key(idempotencyKey()) },
          body: step.place,
        }),
      );
    case 'remove':
      return answer(
        api.DELETE('/v1/tasks/{task}/checklist/{id}', {
          params: { path: { task, id: step.id }, header: key(idempotencyKey()) },
        }),
      );
  }
}

function shownAs(items: readonly ChecklistItem[], step: Step): ChecklistItem[] {
  if (step.kind === 'remove') return items.filter(({ id, parent }) => id !== step.id && parent !== step.id);
  if (step.kind !== 'update') return [...items];
  const { deadline, ...change } = step.change;
  return items.map((item) =>
    item.id === step.id ? { ...item, ...change, ...(deadline !== undefined && { deadline: deadline ?? undefined }) } : item,
  );
}
