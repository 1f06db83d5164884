import { useRouter } from '@tanstack/react-router';
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
  const router = useRouter();
  useEffect(() => {
    const remember = () => {
      const isSheet = router.state.matches.at(-1)?.staticData.isSheet === true;
      if (!isSheet) lastPage = router.state.location.href;
    };
    remember();
    // Before that, the address is the new one and the page still the old.
    return router.subscribe('onResolved', remember);
  }, [router]);
}

/** Goes back to the page from which the sheet was opened; to `otherwise` where it was opened by its address. */
export function useCloseSheet(otherwise: string): () => void {
  const router = useRouter();
  return () => router.history.push(lastPage ?? otherwise);
}
