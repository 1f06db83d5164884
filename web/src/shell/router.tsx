import { createRouter } from '@tanstack/react-router';
import { ListSkeleton } from '../kit/states/skeletons';
import { moduleRoutes } from '../modules';
import { rootRoute } from './root-route';

export const router = createRouter({
  routeTree: rootRoute.addChildren(moduleRoutes),
  defaultPreload: 'intent',
  // Below this a skeleton would only flicker.
  defaultPendingMs: 300,
  defaultPendingComponent: ListSkeleton,
  scrollRestoration: false,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
