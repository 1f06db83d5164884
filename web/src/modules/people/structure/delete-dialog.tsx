import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Department } from '../../../api/types';
import { ConfirmDialog } from '../../../kit/feedback/confirm-dialog';
import { problemToast, toast } from '../../../kit/feedback/toast';
import { useShaping } from '../data/departments';

/** Asks before a department is deleted; the server refuses where anybody or anything is still in it. */
export function DeleteDialog({ department, onClose }: { department: Department; onClose: () => void }) {
  const { t } = useTranslation('people');
  const { remove } = useShaping();
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);

  async function confirm(): Promise<void> {
    setBusy(true);
    try {
      await remove(department);
      toast(t('remove.done', { name: department.name }));
      onClose();
      await navigate({ to: '/people', search: true });
    } catch (error) {
      problemToast(error, t('remove.refused', { name: department.name }));
      onClose();
    }
  }

  return (
    <ConfirmDialog
      opened
      title={t('remove.title', { name: department.name })}
      text={t('remove.text')}
      action={t('remove.action')}
      busy={busy}
      onConfirm={() => void confirm()}
      onClose={onClose}
    />
  );
}
