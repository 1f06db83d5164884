import { Button } from '@mantine/core';
import { IconDoorEnter, IconPlugConnectedX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../kit/states/empty-state';
import { leaveToSignIn } from './sign-in';

export function SignedOut() {
  const { t } = useTranslation();
  return (
    <main>
      <EmptyState isPage icon={IconDoorEnter} title={t('signIn.title')} text={t('signIn.text')}>
        <Button onClick={() => void leaveToSignIn()}>{t('signIn.action')}</Button>
      </EmptyState>
    </main>
  );
}

export function SignInFailed() {
  const { t } = useTranslation();
  return (
    <main>
      <EmptyState isPage icon={IconPlugConnectedX} title={t('signIn.failed')} text={t('signIn.failedText')}>
        <Button onClick={() => location.assign('/')}>{t('problem.retry')}</Button>
      </EmptyState>
    </main>
  );
}
