import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconUserCheck, IconUserOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Employee } from '../../../api/types';
import { useAllowedActions } from '../../../kit/allowed-actions';
import { ConfirmDialog } from '../../../kit/feedback/confirm-dialog';
import { problemToast, toast } from '../../../kit/feedback/toast';
import { useAdmit } from '../data/update';

/** What else can be done with a person: they leave, or come back. */
export function PersonActions({ person }: { person: Employee }) {
  const { t } = useTranslation('people');
  const { can } = useAllowedActions(person);
  const admit = useAdmit(person);
  const [asked, setAsked] = useState<'deactivate' | 'reactivate'>();
  const [busy, setBusy] = useState(false);
  if (!can('deactivate') && !can('reactivate')) return null;

  async function confirm(action: 'deactivate' | 'reactivate'): Promise<void> {
    setBusy(true);
    try {
      await admit(action === 'reactivate');
      toast(t(`${action}.done`, { name: person.name }));
      setAsked(undefined);
    } catch (error) {
      problemToast(error, t('notChanged'));
    } finally {
      setBusy(false);
    }
  }

  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={t('moreActions')}>
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {can('deactivate') && (
            <Menu.Item leftSection={<IconUserOff size={16} aria-hidden />} onClick={() => setAsked('deactivate')}>
              {t('deactivate.action')}
            </Menu.Item>
          )}
          {can('reactivate') && (
            <Menu.Item leftSection={<IconUserCheck size={16} aria-hidden />} onClick={() => setAsked('reactivate')}>
              {t('reactivate.action')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {(['deactivate', 'reactivate'] as const).map((action) => (
        <ConfirmDialog
          key={action}
          opened={asked === action}
          title={t(`${action}.title`, { name: person.name })}
          text={t(`${action}.text`)}
          action={t(`${action}.action`)}
          harmless={action === 'reactivate'}
          busy={busy}
          onConfirm={() => void confirm(action)}
          onClose={() => setAsked(undefined)}
        />
      ))}
    </>
  );
}
