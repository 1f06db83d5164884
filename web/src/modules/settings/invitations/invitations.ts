import { infiniteQueryOptions, useQueryClient } from '@tanstack/react-query';
import { answer, api, ifVersion } from '../../../api/client';
import { invalidateLists, list } from '../../../api/keys';
import type { Invitation, InvitationInput } from '../../../api/types';

export const shownInvitations = ['open', 'all'] as const;

export type ShownInvitations = (typeof shownInvitations)[number];

export const invitationsQuery = (shown: ShownInvitations) =>
  infiniteQueryOptions({
    queryKey: list('invitation', shown),
    queryFn: ({ pageParam, signal }) => {
      const filter = shown === 'open' ? 'status in ["pending", "sent"]' : '';
      return answer(api.GET('/v1/invitations', { params: { query: { filter, pageSize: 50, pageToken: pageParam } }, signal }));
    },
    initialPageParam: '',
    getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined,
  });

/** Invites, sends again, withdraws. Each rejects where it was refused. */
export function useInviting() {
  const queries = useQueryClient();
  const shown = (invitation: Invitation): Invitation => {
    invalidateLists(queries, 'invitation');
    return invitation;
  };
  return {
    invite: async (invitation: InvitationInput, key: string) =>
      shown(await answer(api.POST('/v1/invitations', { params: { header: { 'Idempotency-Key': key } }, body: invitation }))),

    resend: async ({ id, version }: Invitation) =>
      shown(
        await answer(api.POST('/v1/invitations/{id}:resend', { params: { path: { id }, header: ifVersion(version) }, body: {} })),
      ),

    cancel: async ({ id, version }: Invitation) =>
      shown(
        await answer(api.POST('/v1/invitations/{id}:cancel', { params: { path: { id }, header: ifVersion(version) }, body: {} })),
      ),
  };
}
