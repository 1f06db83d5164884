import type { Actor } from '../../kit/actor.js';
import type { Directory } from '../../kit/directory.js';
import { invalid } from '../../kit/errors.js';
import type { Content } from './task.js';

/**
 * Throws where a person, or a department, is named that there is not. Who acts is there, also where the directory has not heard of
 * them yet: somebody who signs in for the first time may set themselves a task at once.
 */
export function namesIn(directory: Directory) {
  function person(actor: Pick<Actor, 'id'>, id: string, field: string): void {
    const known = directory.person(id);
    if (known ? !known.active : id !== actor.id) throw invalid('UNKNOWN_PERSON', `There is nobody ${id} who works here.`, field);
  }

  function ref(actor: Pick<Actor, 'id'>, name: string, field: string): void {
    const id = name.slice(2);
    if (name.startsWith('u:')) person(actor, id, field);
    else if (!directory.department(Number(id))) throw invalid('UNKNOWN_DEPARTMENT', `There is no department ${id}.`, field);
  }

  return {
    person,
    ofTask(actor: Pick<Actor, 'id'>, content: Partial<Pick<Content, 'assignee' | 'coExecutors' | 'observers'>>): void {
      if (content.assignee) person(actor, content.assignee, 'task.assignee');
      for (const name of content.coExecutors ?? []) ref(actor, name, 'task.co_executors');
      for (const name of content.observers ?? []) ref(actor, name, 'task.observers');
    },
  };
}
