import { QueryClient } from '@tanstack/react-query';
import { ApiProblem, noAnswer } from './problem';

const mostRetries = 2;

/** Only what may go better next time is tried again: no answer, or a server in trouble. */
function worthRetrying(failures: number, error: unknown): boolean {
  if (failures >= mostRetries || !(error instanceof ApiProblem)) return false;
  return error.status === noAnswer || error.status >= 502;
}

export const queryClient = new QueryClient({
  defaultOptions: {
    // The socket says what changed; the rest is for what it may have missed.
    queries: {
      staleTime: 30_000,
      retry: worthRetrying,
      refetchOnWindowFocus: true,
      // Without a connection, calls fail and are explained; waiting for one in silence would look as if nothing happened.
      networkMode: 'always',
      refetchOnReconnect: true,
    },
    // A write may have been done though its answer was lost: only the person may repeat it.
    mutations: { retry: false, networkMode: 'always' },
  },
});
