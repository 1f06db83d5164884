import { IconSettings, IconTableImport, IconUserPlus } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { mayAll, mayAny } from '../../kit/rights';
import { rootRoute } from '../../shell/root-route';
import type { Module } from '../module';
import { visibleSections } from './sections';

const settingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings',
  component: lazyRouteComponent(() => import('./settings-page'), 'SettingsPage'),
});

const generalRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'general',
  component: lazyRouteComponent(() => import('./general/general-page'), 'GeneralPage'),
});

const calendarRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'calendar',
  component: lazyRouteComponent(() => import('./calendar/calendar-page'), 'CalendarPage'),
});

const modulesRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'modules',
  component: lazyRouteComponent(() => import('./modules/modules-page'), 'ModulesPage'),
});

const permissionsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'permissions',
  component: lazyRouteComponent(() => import('./permissions/permissions-page'), 'PermissionsPage'),
});

const invitationsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'invitations',
  component: lazyRouteComponent(() => import('./invitations/invitations-page'), 'InvitationsPage'),
});

const inviteRoute = createRoute({
  getParentRoute: () => invitationsRoute,
  path: 'new',
  staticData: { isSheet: true },
  component: lazyRouteComponent(() => import('./invitations/invite-sheet'), 'InviteSheet'),
});

const importRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'import',
  component: lazyRouteComponent(() => import('./import/import-page'), 'ImportPage'),
});

const importDetailRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: 'import/$importId',
  component: lazyRouteComponent(() => import('./import/import-detail'), 'ImportDetail'),
});

export const settingsRoutes = [
  settingsRoute.addChildren([
    generalRoute,
    calendarRoute,
    modulesRoute,
    permissionsRoute,
    invitationsRoute.addChildren([inviteRoute]),
    importRoute,
    importDetailRoute,
  ]),
] as const;

export const settingsModule: Module = {
  name: 'settings',
  title: { ko: '회사 설정', ru: 'Настройки компании', en: 'Company settings' },
  icon: IconSettings,
  to: '/settings',
  atEnd: true,
  isVisible: (session) => visibleSections(session).length > 0,
  commands: [
    {
      id: 'settings/open',
      title: { ko: '회사 설정으로 이동', ru: 'Перейти к настройкам компании', en: 'Go to Company settings' },
      icon: IconSettings,
      to: '/settings',
      keys: 'g s',
    },
    {
      id: 'settings/invite',
      title: { ko: '구성원 초대', ru: 'Пригласить сотрудника', en: 'Invite a person' },
      icon: IconUserPlus,
      to: '/settings/invitations/new',
      isVisible: ({ rights }) => mayAny(rights, 'MODULE_PEOPLE', 'OPERATION_CREATE'),
    },
    {
      id: 'settings/import',
      title: { ko: '구성원 가져오기', ru: 'Импорт сотрудников', en: 'Import people' },
      icon: IconTableImport,
      to: '/settings/import',
      isVisible: ({ rights }) => mayAll(rights, 'MODULE_PEOPLE', 'OPERATION_CHANGE'),
    },
  ],
};
