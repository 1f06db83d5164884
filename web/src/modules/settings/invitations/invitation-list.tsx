import { Button } from '@mantine/core';
import { IconCircleCheck, IconCircleX, IconClock, IconMail } from '@tabler/icons-react';
import { useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import type { Invitation, InvitationStatus } from '../../../api/types';
import { useAllowedActions } from '../../../kit/allowed-actions';
import { ConfirmDialog } from '../../../kit/feedback/confirm-dialog';
import { problemToast, toast } from '../../../kit/feedback/toast';
import { DepartmentName, PersonName } from '../../../kit/people/chips';
import { top } from '../../../kit/people/department-tree';
import { RelativeTime } from '../../../kit/time/time';
import { useRoleName } from '../permissions/role-name';
import { useInviting } from './invitations';
import styles from './invitations.module.css';

export function InvitationList({ invitations }: { invitations: readonly Invitation[] }) {
  return (
    <ul className={styles.list}>
      {invitations.map((invitation) => (
        <Row key={invitation.id} invitation={invitation} />
      ))}
    </ul>
  );
}

const statuses = {
  INVITATION_STATUS_UNSPECIFIED: { word: 'pending', Icon: IconClock },
  INVITATION_STATUS_PENDING: { word: 'pending', Icon: IconClock },
  INVITATION_STATUS_SENT: { word: 'sent', Icon: IconMail },
  INVITATION_STATUS_ACCEPTED: { word: 'accepted', Icon: IconCircleCheck },
  INVITATION_STATUS_CANCELLED: { word: 'cancelled', Icon: IconCircleX },
} as const satisfies Record<InvitationStatus, unknown>;

function Row({ invitation }: { invitation: Invitation }) {
  const { t } = useTranslation('settings');
  const roleName = useRoleName('roleOfOne');
  const { word, Icon } = statuses[invitation.status];
  const name = [invitation.firstName, invitation.lastName].filter(Boolean).join(' ');
  return (
    <li className={styles.row}>
      <div className={styles.who}>
        <span className={styles.email}>{invitation.email}</span>
        <span className={styles.note}>
          {name !== '' && <span>{name}</span>}
          <span>{roleName(invitation.role)}</span>
          {invitation.department !== top && (
            <span>
              <DepartmentName id={invitation.department} />
            </span>
          )}
        </span>
      </div>
      <div className={styles.state}>
        <span className={styles.status} data-status={word}>
          <Icon size={16} stroke={1.75} aria-hidden /> {t(`invitations.status.${word}`)}
        </span>
        <span className={styles.note}>
          <span>
            <Trans t={t} i18nKey="invitations.by" components={{ person: <PersonName id={invitation.invitedBy} /> }} />
          </span>
          <RelativeTime at={invitation.acceptedAt ?? invitation.sentAt ?? invitation.createdAt ?? ''} />
        </span>
      </div>
      <Actions invitation={invitation} />
    </li>
  );
}

function Actions({ invitation }: { invitation: Invitation }) {
  const { t } = useTranslation('settings');
  const { can } = useAllowedActions(invitation);
  const { resend, cancel } = useInviting();
  const [isAsked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);

  async function run(what: () => Promise<unknown>, said: string): Promise<void> {
    setBusy(true);
    try {
      await what();
      toast(said);
      setAsked(false);
    } catch (error) {
      problemToast(error);
    } finally {
      setBusy(false);
    }
  }

  return (
    <div className={styles.actions}>
      {can('resend') && (
        <Button
          variant="subtle"
          color="gray"
          loading={busy && !isAsked}
          aria-label={t('invitations.resendTo', { email: invitation.email })}
          onClick={() => void run(() => resend(invitation), t('invitations.resent', { email: invitation.email }))}
        >
          {t('invitations.resend')}
        </Button>
      )}
      {can('cancel') && (
        <Button
          variant="subtle"
          color="gray"
          aria-label={t('invitations.cancelOf', { email: invitation.email })}
          onClick={() => setAsked(true)}
        >
          {t('invitations.cancel')}
        </Button>
      )}
      <ConfirmDialog
        opened={isAsked}
        title={t('invitations.cancelTitle', { email: invitation.email })}
        text={t('invitations.cancelText')}
        action={t('invitations.cancelAction')}
        busy={busy}
        onConfirm={() => void run(() => cancel(invitation), t('invitations.cancelled', { email: invitation.email }))}
        onClose={() => setAsked(false)}
      />
    </div>
  );
}
