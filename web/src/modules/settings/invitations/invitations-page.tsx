import { Button, SegmentedControl } from '@mantine/core';
import { IconMailPlus, IconUserPlus } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link, Outlet } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { HeaderAction } from '../../../kit/page/header-action';
import { EmptyState } from '../../../kit/states/empty-state';
import { ErrorState } from '../../../kit/states/error-state';
import { ListSkeleton } from '../../../kit/states/skeletons';
import { Section } from '../parts/section';
import { InvitationList } from './invitation-list';
import { invitationsQuery, type ShownInvitations, shownInvitations } from './invitations';
import styles from './invitations.module.css';

/** Who is invited, and who has come. */
export function InvitationsPage() {
  const { t } = useTranslation('settings');
  const { t: common } = useTranslation();
  const [shown, setShown] = useState<ShownInvitations>('open');
  const query = useInfiniteQuery({ ...invitationsQuery(shown), placeholderData: keepPreviousData });
  const invitations = query.data?.pages.flatMap((page) => page.invitations) ?? [];
  return (
    <>
      <Section
        title={t('section.invitations')}
        text={t('invitations.text')}
        wide
        actions={<HeaderAction icon={IconUserPlus} label={t('invitations.new')} link={{ to: '/settings/invitations/new' }} />}
      >
        <div>
          <SegmentedControl
            className={styles.shown}
            aria-label={t('invitations.shown')}
            value={shown}
            onChange={(value) => setShown(shownInvitations.find((known) => known === value) ?? 'open')}
            data={shownInvitations.map((value) => ({ value, label: t(`invitations.${value}`) }))}
          />
        </div>
        {query.isPending ? (
          <ListSkeleton rows={4} />
        ) : query.isError ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : invitations.length === 0 ? (
          <EmptyState icon={IconMailPlus} title={t('invitations.empty')} text={t('invitations.emptyText')}>
            <Button renderRoot={(props) => <Link to="/settings/invitations/new" {...props} />}>{t('invitations.new')}</Button>
          </EmptyState>
        ) : (
          <InvitationList invitations={invitations} />
        )}
        {query.hasNextPage && (
          <div>
            <Button variant="subtle" color="gray" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              {common('more')}
            </Button>
          </div>
        )}
      </Section>
      <Outlet />
    </>
  );
}
