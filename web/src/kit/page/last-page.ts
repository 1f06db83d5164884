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
    const remember = (pathChanged: boolean) => {
      const { location, matches } = router.state;
      const isSheet = matches.at(-1)?.staticData.isSheet === true;
      if (!isSheet) lastPage = location.href;
      else if (!pathChanged) searchedBelow(location);
    };
    remember(true);
    // Before that, the address is the new one and the page still the old.
    return router.subscribe('onResolved', ({ pathChanged }) => remember(pathChanged));
  }, [router]);
}

/** The page below was searched or filtered while the sheet lay over it: closing leads to what it shows now. */
function searchedBelow({ pathname, searchStr }: { pathname: string; searchStr: string }): void {
  const below = lastPage?.replace(/\?.*$/, '');
  if (below !== undefined && pathname.startsWith(`${below}/`)) lastPage = below + searchStr;
}

/** Goes back to the page from which the sheet was opened; to `otherwise` where it was opened by its address. */
export function useCloseSheet(otherwise: string): () => void {
  const router = useRouter();
  return () => router.history.push(lastPage ?? otherwise);
}
