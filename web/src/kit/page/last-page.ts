import { useRouter, useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** The page lies over another one: closing it goes back to where the person came from. */
    readonly isSheet?: boolean;
  }
}

let lastPage: string | undefined;

/** Remembers the page below, for the sheets that open over it. For the frame. */
export function useRememberPage(): void {
  const href = useRouterState({ select: ({ location }) => location.href });
  const isSheet = useRouterState({ select: ({ matches }) => matches.at(-1)?.staticData.isSheet === true });
  useEffect(() => {
    if (!isSheet) lastPage = href;
  }, [href, isSheet]);
}

/** Goes back to the page from which the sheet was opened; to `otherwise` where it was opened by its address. */
export function useCloseSheet(otherwise: string): () => void {
  const router = useRouter();
  return () => router.history.push(lastPage ?? otherwise);
}
