import { IconClock } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { lazy } from 'react';
import { mayAny } from '../../kit/rights';
import { rootRoute } from '../../shell/root-route';
import type { Module } from '../module';

const timeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/time',
  validateSearch: readDay,
  component: lazyRouteComponent(() => import('./day/time-page'), 'TimePage'),
});

/** The day that is shown; today where none is named. */
function readDay({ day }: Record<string, unknown>): { day?: string } {
  return typeof day === 'string' && /^\d{4}-\d\d-\d\d$/.test(day) ? { day } : {};
}

const presenceRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/time/presence',
  validateSearch: readDepartment,
  component: lazyRouteComponent(() => import('./presence/presence-page'), 'PresencePage'),
});

const absencesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/time/absences',
  component: lazyRouteComponent(() => import('./absences/absences-page'), 'AbsencesPage'),
});

function readDepartment({ department }: Record<string, unknown>): { department?: string } {
  const id = String(typeof department === 'string' || typeof department === 'number' ? department : '');
  return /^[1-9]\d*$/.test(id) ? { department: id } : {};
}

export const timeRoutes = [timeRoute, presenceRoute, absencesRoute] as const;

export const timeModule: Module = {
  name: 'time',
  title: { ko: '근무 시간', ru: 'Рабочее время', en: 'Time' },
  icon: IconClock,
  to: '/time',
  inBottomBar: true,
  isVisible: ({ company, rights }) => company.modules.includes('time') && mayAny(rights, 'MODULE_TIME', 'OPERATION_READ'),
  Control: lazy(() => import('./day/clock-control').then((module) => ({ default: module.ClockControl }))),
  commands: [
    {
      id: 'time/open',
      title: { ko: '근무 시간으로 이동', ru: 'Перейти к рабочему времени', en: 'Go to Time' },
      icon: IconClock,
      to: '/time',
      keys: 'g d',
    },
  ],
};
