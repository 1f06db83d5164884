import { IconChecklist, IconSquareRoundedPlus } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../shell/root-route';
import type { Module } from '../module';
import { readSearch } from './list/list-state';
import { searchTasks } from './search';
import { useNewCount } from './use-new-count';

const tasksRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/tasks',
  validateSearch: readSearch,
  component: lazyRouteComponent(() => import('./list/tasks-page'), 'TasksPage'),
});

const taskRoute = createRoute({
  getParentRoute: () => tasksRoute,
  path: '$taskId',
  staticData: { isSheet: true },
  component: lazyRouteComponent(() => import('./sheet/task-sheet'), 'TaskSheetPage'),
});

const newTaskRoute = createRoute({
  getParentRoute: () => tasksRoute,
  path: 'new',
  staticData: { isSheet: true },
  validateSearch: readNewSearch,
  component: lazyRouteComponent(() => import('./create/create-sheet'), 'CreateSheet'),
});

/** The task that the new one is to be a part of. */
function readNewSearch({ parent }: Record<string, unknown>): { parent?: string } {
  const id = String(typeof parent === 'string' || typeof parent === 'number' ? parent : '');
  return /^[1-9]\d*$/.test(id) ? { parent: id } : {};
}

export const tasksRoutes = [tasksRoute.addChildren([newTaskRoute, taskRoute])] as const;

export const tasksModule: Module = {
  name: 'tasks',
  title: { ko: '업무', ru: 'Задачи', en: 'Tasks' },
  icon: IconChecklist,
  to: '/tasks',
  inBottomBar: true,
  isVisible: ({ company }) => company.modules.includes('tasks'),
  useCount: useNewCount,
  commands: [
    {
      id: 'tasks/new',
      title: { ko: '새 업무', ru: 'Новая задача', en: 'New task' },
      icon: IconSquareRoundedPlus,
      to: '/tasks/new',
      creates: true,
      keys: 'c',
    },
    {
      id: 'tasks/open',
      title: { ko: '업무로 이동', ru: 'Перейти к задачам', en: 'Go to Tasks' },
      icon: IconChecklist,
      to: '/tasks',
      keys: 'g t',
    },
  ],
  search: searchTasks,
};
