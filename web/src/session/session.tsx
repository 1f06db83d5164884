import { useQueries } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { answer, api } from '../api/client';
import { list, one } from '../api/keys';
import type { Company, Employee, MyRights } from '../api/types';
import { ErrorState } from '../kit/states/error-state';
import { FrameSkeleton } from '../shell/frame-skeleton';

export type Session = { readonly me: Employee; readonly company: Company; readonly rights: MyRights };

const SessionContext = createContext<Session | undefined>(undefined);

/** Loads who the person is, where they are and what they may do; all inside can rely on it. */
export function SessionProvider({ children }: { children: ReactNode }) {
  const [me, company, rights] = useQueries({
    queries: [
      { queryKey: list('employee', 'me'), queryFn: () => answer(api.GET('/v1/me')) },
      { queryKey: one('company', 'company'), queryFn: () => answer(api.GET('/v1/company')) },
      { queryKey: list('role', 'me'), queryFn: () => answer(api.GET('/v1/me/rights')) },
    ],
  });
  const session = useMemo(
    () => (me.data && company.data && rights.data ? { me: me.data, company: company.data, rights: rights.data } : undefined),
    [me.data, company.data, rights.data],
  );

  if (session) return <SessionContext value={session}>{children}</SessionContext>;
  const error = me.error ?? company.error ?? rights.error;
  const retry = () => void Promise.all([me.refetch(), company.refetch(), rights.refetch()]);
  return error ? <ErrorState error={error} onRetry={retry} /> : <FrameSkeleton />;
}

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === undefined) throw new Error('useSession needs a SessionProvider above it.');
  return session;
}

/** The person's own zone, else the company's, else the browser's. */
export function useZone(): string {
  const { me, company } = useSession();
  return me.timeZone || company.timeZone || Intl.DateTimeFormat().resolvedOptions().timeZone;
}
