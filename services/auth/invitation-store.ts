import {
  Invitation as InvitationMessage,
  InvitationEvent,
  InvitationStatus as StatusMessage,
} from '../../gen/atrium/auth/v1/auth.js';
import { accessible } from '../../kit/ability.js';
import type { Actor } from '../../kit/actor.js';
import type { Aggregate } from '../../kit/aggregate.js';
import type { Store } from '../../kit/store.js';
import { type Invitation, invitationActions, type InvitationStatus } from './invitation.js';

export type Invitations = Aggregate<Invitation>;

const open: InvitationStatus[] = ['pending', 'sent'];

export const invitationStore = (store: Store): Invitations =>
  store.aggregate<Invitation, InvitationMessage>({
    name: 'invitation',
    collection: 'invitations',
    indexes: [
      { key: { readers: 1, _id: -1 } },
      { key: { user: 1 } },
      // Nobody is invited twice at once.
      { key: { email: 1 }, unique: true, partialFilterExpression: { status: { $in: open } } },
    ],
    type: 'atrium.auth.v1.Invitation',
    codec: InvitationMessage,
    message: invitationMessage,
    eventType: 'atrium.auth.v1.InvitationEvent',
    event: (invitation, { action, changes, actor }) => InvitationEvent.encode({ action, invitation, changes, actor }).finish(),
    readable: (actor) => accessible(actor, 'create', 'people'),
    audience: ({ readers }) => [...readers],
    filterable: {
      status: { path: 'status', type: 'enum' },
      email: { path: 'email', type: 'string' },
      role: { path: 'role', type: 'string' },
    },
    defaultOrder: 'id desc',
  });

const statuses: Record<InvitationStatus, StatusMessage> = {
  pending: StatusMessage.INVITATION_STATUS_PENDING,
  sent: StatusMessage.INVITATION_STATUS_SENT,
  accepted: StatusMessage.INVITATION_STATUS_ACCEPTED,
  cancelled: StatusMessage.INVITATION_STATUS_CANCELLED,
};

export const invitationMessage = (invitation: Invitation, actor?: Actor): InvitationMessage => ({
  id: invitation._id,
  version: invitation.version,
  email: invitation.email,
  firstName: invitation.firstName,
  lastName: invitation.lastName,
  role: invitation.role,
  department: invitation.department,
  locale: invitation.locale,
  status: statuses[invitation.status],
  user: invitation.user,
  invitedBy: invitation.invitedBy,
  createdAt: invitation.createdAt,
  sentAt: invitation.sentAt,
  acceptedAt: invitation.acceptedAt,
  allowedActions: actor ? invitationActions(invitation, actor) : [],
});

/** The open invitation of an address. */
export async function openInvitation(invitations: Invitations, email: string): Promise<Invitation | undefined> {
  const found = await invitations.collection.findOne({ email, status: { $in: open } }, { projection: { _id: 1 } });
  return found ? (await invitations.load([Number(found._id)]))[0] : undefined;
}
