import { Button } from '@mantine/core';
import { IconMapOff } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../kit/states/empty-state';

export function NotFound() {
  const { t } = useTranslation();
  return (
    <EmptyState isPage icon={IconMapOff} title={t('notFound.title')} text={t('notFound.text')}>
      <Button component={Link} to="/" variant="default">
        {t('notFound.home')}
      </Button>
    </EmptyState>
  );
}
