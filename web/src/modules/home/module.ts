import { IconHome } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../shell/root-route';
import type { Module } from '../module';

const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  component: lazyRouteComponent(() => import('./home-page'), 'HomePage'),
});

export const homeRoutes = [homeRoute] as const;

export const homeModule: Module = {
  name: 'home',
  title: { ko: '홈', ru: 'Главная', en: 'Home' },
  icon: IconHome,
  to: '/',
  inBottomBar: true,
  commands: [
    {
      id: 'home/open',
      title: { ko: '홈으로 이동', ru: 'Перейти на главную', en: 'Go to Home' },
      icon: IconHome,
      to: '/',
      keys: 'g h',
    },
  ],
};
