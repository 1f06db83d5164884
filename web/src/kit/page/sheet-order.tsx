import { createContext, useContext } from 'react';

/** The addresses of a list's things in its order, for the "previous" and "next" of the sheet over it. */
export const SheetOrder = createContext<readonly string[]>([]);

export type Neighbours = { readonly previous: string | undefined; readonly next: string | undefined };

export function useNeighbours(pathname: string): Neighbours {
  const order = useContext(SheetOrder);
  const index = order.indexOf(pathname);
  return { previous: index > 0 ? order[index - 1] : undefined, next: index >= 0 ? order[index + 1] : undefined };
}
