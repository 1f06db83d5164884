import { IconBell } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { lazy } from 'react';
import { rootRoute } from '../../shell/root-route';
import type { Module } from '../module';
import { useUnreadCount } from './use-unread-count';

const notificationsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/notifications',
  validateSearch: readSearch,
  component: lazyRouteComponent(() => import('./notifications-page'), 'NotificationsPage'),
});

/** Those that are unread, unless all are asked for. */
function readSearch({ show }: Record<string, unknown>): { show?: 'all' } {
  return show === 'all' ? { show } : {};
}

const preferencesRoute = createRoute({
  getParentRoute: () => notificationsRoute,
  path: 'preferences',
  staticData: { isSheet: true },
  component: lazyRouteComponent(() => import('./preferences/preferences-sheet'), 'PreferencesSheet'),
});

export const notificationsRoutes = [notificationsRoute.addChildren([preferencesRoute])] as const;

export const notificationsModule: Module = {
  name: 'notifications',
  title: { ko: '알림', ru: 'Уведомления', en: 'Notifications' },
  icon: IconBell,
  to: '/notifications',
  inTopBar: true,
  Preview: lazy(() => import('./preview').then((module) => ({ default: module.NotificationsPreview }))),
  useCount: useUnreadCount,
  commands: [
    {
      id: 'notifications/open',
      title: { ko: '알림으로 이동', ru: 'Перейти к уведомлениям', en: 'Go to Notifications' },
      icon: IconBell,
      to: '/notifications',
      keys: 'g n',
    },
  ],
};
