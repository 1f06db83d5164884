import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queryClient } from './api/query-client';
import { modules } from './modules';
import { type Entry, enter } from './session/sign-in';
import { SessionProvider } from './session/session';
import { SignInFailed, SignedOut } from './session/signed-out';
import { FrameSkeleton } from './shell/frame-skeleton';
import { ModulesContext } from './shell/modules-context';
import { router } from './shell/router';
import { UpdateNotice } from './shell/update-notice';
import { theme } from './theme/theme';

export function App() {
  return (
    // The variables and classes of the theme come from stylesheets, see scripts/variables.ts; a <style> element would be refused.
    <MantineProvider theme={theme} defaultColorScheme="auto" withCssVariables={false} withGlobalClasses={false}>
      <QueryClientProvider client={queryClient}>
        <Door />
        <Overlays />
      </QueryClientProvider>
    </MantineProvider>
  );
}

/** Where menus, pickers, dialogs and notices are put. */
function Overlays() {
  const { t } = useTranslation();
  return (
    <section id="overlays" aria-label={t('shell.overlays')}>
      <UpdateNotice />
      <Notifications position="bottom-right" limit={4} withinPortal={false} />
    </section>
  );
}

/** Lets the person in: everything behind it has a session. */
function Door() {
  const [entry, setEntry] = useState<Entry | 'failed'>('leaving');

  useEffect(() => {
    enter().then(setEntry, (error: unknown) => {
      console.error(error);
      setEntry('failed');
    });
  }, []);

  if (entry === 'leaving') return <FrameSkeleton />;
  if (entry === 'failed') return <SignInFailed />;
  if (entry === 'signed-out') return <SignedOut />;
  return (
    <SessionProvider>
      <ModulesContext value={modules}>
        <RouterProvider router={router} />
      </ModulesContext>
    </SessionProvider>
  );
}
