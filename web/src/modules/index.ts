import { homeModule, homeRoutes } from './home/module';
import type { Module } from './module';
import { notificationsModule, notificationsRoutes } from './notifications/module';
import { peopleModule, peopleRoutes } from './people/module';
import { settingsModule, settingsRoutes } from './settings/module';
import { tasksModule, tasksRoutes } from './tasks/module';
import { timeModule, timeRoutes } from './time/module';

/** All modules, in the order of the rail. A new one is added here, and its texts in language/types.d.ts. */
export const modules: readonly Module[] = [
  homeModule,
  tasksModule,
  timeModule,
  peopleModule,
  notificationsModule,
  settingsModule,
];

export const moduleRoutes = [
  ...homeRoutes,
  ...tasksRoutes,
  ...timeRoutes,
  ...peopleRoutes,
  ...notificationsRoutes,
  ...settingsRoutes,
] as const;
