import { may } from '../../kit/ability.js';
import { type Actor, isAdmin } from '../../kit/actor.js';
import { denied, refused } from '../../kit/errors.js';
import type { Stored } from '../../kit/events.js';

/** Recorded; mailed; the person has signed in; withdrawn. */
export type InvitationStatus = 'pending' | 'sent' | 'accepted' | 'cancelled';

export type Invitation = Stored<number> & {
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly role: string;
  /** 0 for none. */
  readonly department: number;
  /** '' for the company's. */
  readonly locale: string;
  readonly status: InvitationStatus;
  /** The account made for the person; '' until it is known. */
  readonly user: string;
  readonly invitedBy: string;
  /** Who may see it: who has invited, and who may add people to the department; see kit/ability.ts. */
  readonly readers: readonly string[];
  readonly createdAt: Date;
  readonly sentAt?: Date | undefined;
  readonly acceptedAt?: Date | undefined;
  /** Digest of the request that wrote it, so that repeating the request finds it. */
  readonly request?: string | undefined;
};

export type InvitationAction = 'resend' | 'cancel';

/** Whoever may add such people may also handle their invitations; only administrators make administrators. */
export const mayInvite = (actor: Actor, { role, readers }: Pick<Invitation, 'role' | 'readers'>): boolean =>
  may(actor, 'create', 'people', { readers }) && (role !== 'admin' || isAdmin(actor));

export const isOpen = ({ status }: Invitation): boolean => status === 'pending' || status === 'sent';

/** What the actor may do with the invitation now. */
export const invitationActions = (invitation: Invitation, actor: Actor): InvitationAction[] =>
  isOpen(invitation) && mayInvite(actor, invitation) ? ['resend', 'cancel'] : [];

/** The mail is due again. */
export function resend(invitation: Invitation, actor: Actor): Invitation {
  allow(invitation, actor, 'resend');
  return invitation.status === 'pending' ? invitation : { ...invitation, status: 'pending' };
}

export function cancel(invitation: Invitation, actor: Actor): Invitation {
  if (invitation.status === 'cancelled') return invitation;
  allow(invitation, actor, 'cancel');
  return { ...invitation, status: 'cancelled' };
}

/** The account is there and the mail is out, unless the invitation was cancelled meanwhile. */
export const sent = (invitation: Invitation, user: string, now: Date): Invitation =>
  invitation.status === 'pending' ? { ...invitation, status: 'sent', user, sentAt: now } : invitation;

/** The person has signed in. */
export const accept = (invitation: Invitation, now: Date): Invitation =>
  isOpen(invitation) ? { ...invitation, status: 'accepted', acceptedAt: now } : invitation;

function allow(invitation: Invitation, actor: Actor, action: InvitationAction): void {
  if (!mayInvite(actor, invitation)) throw denied(action);
  if (invitation.status === 'accepted') throw refused('INVITATION_ACCEPTED', 'The person has signed in already.');
  if (invitation.status === 'cancelled') throw refused('INVITATION_CANCELLED', 'The invitation has been withdrawn.');
}
