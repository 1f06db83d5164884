import type { Directory } from '../../kit/directory.js';
import { invalid } from '../../kit/errors.js';
import type { Content } from './task.js';

/** Throws where a person, or a department, is named that there is not. */
export function namesIn(directory: Directory) {
  function person(id: string, field: string): void {
    if (!directory.person(id)?.active) throw invalid('UNKNOWN_PERSON', `There is nobody ${id} who works here.`, field);
  }

  function ref(name: string, field: string): void {
    const id = name.slice(2);
    if (name.startsWith('u:')) person(id, field);
    else if (!directory.department(Number(id))) throw invalid('UNKNOWN_DEPARTMENT', `There is no department ${id}.`, field);
  }

  return {
    person,
    ofTask(content: Partial<Pick<Content, 'assignee' | 'coExecutors' | 'observers'>>): void {
      if (content.assignee) person(content.assignee, 'task.assignee');
      for (const name of content.coExecutors ?? []) ref(name, 'task.co_executors');
      for (const name of content.observers ?? []) ref(name, 'task.observers');
    },
  };
}
