import { createRootRoute } from '@tanstack/react-router';
import { ErrorState } from '../kit/states/error-state';
import { NotFound } from './not-found';
import { Shell } from './shell';

/** Where every module hangs its pages. */
export const rootRoute = createRootRoute({
  component: Shell,
  notFoundComponent: NotFound,
  errorComponent: ({ error, reset }) => <ErrorState error={error} onRetry={reset} />,
});
