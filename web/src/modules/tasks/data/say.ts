import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../../../api/client';
import { one } from '../../../api/keys';
import type { Task } from '../../../api/types';
import { showAnswer } from './cache';
import { type Said, type Saying, toWireRating } from './saying';

/** `key` names this one wish, so that trying again after a lost answer doesn't say it twice. */
type Wish = { task: Task; saying: Saying | 'accept_deadline'; said: Said; key: string };

function call({ task, saying, said, key }: Wish): Promise<Task> {
  const params = { path: { id: task.id }, header: { 'Idempotency-Key': key } };
  const text = said.text.trim();
  const deadline = said.deadline || undefined;
  const rating = toWireRating(said.rating);
  switch (saying) {
    case 'accept':
      return answer(api.POST('/v1/tasks/{id}:accept', { params, body: { text, rating } }));
    case 'return':
      return answer(api.POST('/v1/tasks/{id}:return', { params, body: { text } }));
    case 'react':
      return answer(api.POST('/v1/tasks/{id}:react', { params, body: { text, deadline } }));
    case 'rate':
      return answer(api.POST('/v1/tasks/{id}:rate', { params, body: { text, rating } }));
    case 'decline':
      return answer(api.POST('/v1/tasks/{id}:decline', { params, body: { text } }));
    case 'hand_over':
      return answer(api.POST('/v1/tasks/{id}:handOver', { params, body: { text } }));
    case 'defer':
      return answer(api.POST('/v1/tasks/{id}:defer', { params, body: { text } }));
    case 'move_deadline':
      return answer(api.POST('/v1/tasks/{id}:moveDeadline', { params, body: { text, deadline } }));
    case 'propose_deadline':
      return answer(api.POST('/v1/tasks/{id}:proposeDeadline', { params, body: { text, deadline: said.deadline } }));
    case 'complete':
      return answer(api.POST('/v1/tasks/{id}:complete', { params, body: { text } }));
    case 'carry_over':
      return answer(api.POST('/v1/tasks/{id}:carryOver', { params, body: { text, deadline: said.deadline } }));
    case 'accept_deadline':
      return answer(api.POST('/v1/tasks/{id}:acceptDeadline', { params }));
    case 'refuse_deadline':
      return answer(api.POST('/v1/tasks/{id}:refuseDeadline', { params, body: { text } }));
  }
}

/** Does something with a task by saying something, which then stands among its comments. */
export function useSay() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: call,
    onSuccess: (answered, { task }) => {
      showAnswer(queries, answered);
      // What is left of a task is another one.
      if (answered.id !== task.id) void queries.invalidateQueries({ queryKey: one('task', task.id), exact: true });
      void queries.invalidateQueries({ queryKey: one('task', task.id, 'comments') });
    },
  });
}
