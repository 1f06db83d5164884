import { IconChecklist, IconHourglass, IconSquareRoundedPlus } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { rootRoute } from '../../shell/root-route';
import type { Module } from '../module';
import { readSearch, waitingView } from './list/list-state';
import { searchTasks } from './search';
import { useWaitingCount } from './data/waiting';

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

/** A page of its own: it needs all the room there is. */
const planRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/tasks/$taskId/plan',
  component: lazyRouteComponent(() => import('./plan/plan-page'), 'PlanPage'),
});

const planPartRoute = createRoute({
  getParentRoute: () => planRoute,
  path: '$partId',
  staticData: { isSheet: true },
  component: lazyRouteComponent(() => import('./sheet/task-sheet'), 'PlanPartSheet'),
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

/** An address that is easy to say. */
const waitingRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/tasks/waiting',
  beforeLoad: () => redirect({ to: '/tasks', search: { view: waitingView }, replace: true, throw: true }),
});

export const tasksRoutes = [
  tasksRoute.addChildren([newTaskRoute, taskRoute]),
  planRoute.addChildren([planPartRoute]),
  waitingRoute,
] as const;

export const tasksModule: Module = {
  name: 'tasks',
  title: { ko: '업무', ru: 'Задачи', en: 'Tasks' },
  icon: IconChecklist,
  to: '/tasks',
  inBottomBar: true,
  isVisible: ({ company }) => company.modules.includes('tasks'),
  useCount: useWaitingCount,
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
    {
      id: 'tasks/waiting',
      title: { ko: '대기 중인 업무 보기', ru: 'Открыть ожидания', en: 'See what is waiting' },
      icon: IconHourglass,
      to: '/tasks/waiting',
      keys: 'g w',
    },
  ],
  search: searchTasks,
};
