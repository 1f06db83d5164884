import type { Invitation as InvitationMessage, InvitationServiceDefinition } from '../../gen/atrium/auth/v1/auth.js';
import { mayAny } from '../../kit/ability.js';
import type { Directory } from '../../kit/directory.js';
import { conflict, denied, invalid } from '../../kit/errors.js';
import type { Implementation, ServiceContext } from '../../kit/grpc-server.js';
import { isDuplicateKey } from '../../kit/transaction.js';
import type { Accounts } from './accounts.js';
import { type Invitation, mayInvite } from './invitation.js';
import { invitationMessage, type Invitations, openInvitation } from './invitation-store.js';
import type { Inviting } from './inviting.js';

type Ground = {
  invitations: Invitations;
  inviting: Inviting;
  accounts: Accounts;
  directory: Directory;
  nextId: () => Promise<number>;
};

export function invitationApi({
  invitations,
  inviting,
  accounts,
  directory,
  nextId,
}: Ground): Implementation<InvitationServiceDefinition> {
  /** The open invitation of the address where this very request has written it; another one is in the way. */
  async function repeated(email: string, { requestDigest }: ServiceContext): Promise<Invitation | undefined> {
    const open = await openInvitation(invitations, email);
    if (open && (!requestDigest || open.request !== requestDigest))
      throw conflict('ALREADY_INVITED', 'This address has been invited already. Send that invitation again, or cancel it.');
    return open;
  }

  async function create(wanted: Wanted, context: ServiceContext): Promise<Invitation> {
    const earlier = await repeated(wanted.email, context);
    if (earlier) return earlier;
    const account = await accounts.find(wanted.email);
    if (account && (await accounts.canSignIn(account)))
      throw conflict('ACCOUNT_EXISTS', 'There is an account with this address already, and it can sign in.');
    const invitation = { ...wanted, _id: await nextId(), createdAt: context.now, request: context.requestDigest };
    try {
      return await inviting.create(context, { ...invitation, status: 'pending', user: '', invitedBy: context.actor.id });
    } catch (error) {
      const winner = isDuplicateKey(error, 'email') ? await repeated(wanted.email, context) : undefined;
      if (!winner) throw error;
      return winner;
    }
  }

  return {
    async listInvitations(request, context) {
      if (!mayAny(context.actor, 'create', 'people')) throw denied('list');
      const page = await invitations.list(context, request);
      return {
        invitations: page.items.map((invitation) => invitationMessage(invitation, context.actor)),
        nextPageToken: page.nextPageToken,
      };
    },

    async createInvitation({ invitation }, context) {
      const wanted = wantedOf(invitation, context, directory);
      const place = directory.readers(wanted.department ? [`d:${wanted.department}`] : []);
      if (!mayInvite(context.actor, { role: wanted.role, readers: place })) throw denied('invite');
      if (wanted.department && !directory.department(wanted.department))
        throw invalid('UNKNOWN_DEPARTMENT', `There is no department ${wanted.department}.`, 'invitation.department');
      return invitationMessage(await create(wanted, context), context.actor);
    },

    resendInvitation: async ({ id }, context) => invitationMessage(await inviting.resend(context, id), context.actor),
    cancelInvitation: async ({ id }, context) => invitationMessage(await inviting.cancel(context, id), context.actor),
  };
}

type Wanted = Pick<Invitation, 'email' | 'firstName' | 'lastName' | 'role' | 'department' | 'locale' | 'readers'>;

/** What the request says of the person. Who has invited, and who may add people to the department, sees the invitation. */
function wantedOf(message: InvitationMessage | undefined, { actor }: ServiceContext, directory: Directory): Wanted {
  if (!message) throw invalid('INVITATION_REQUIRED', 'Say who is invited.', 'invitation');
  const { email, firstName, lastName, role, department, locale } = message;
  return {
    email: email.trim().toLowerCase(),
    firstName: firstName.trim(),
    lastName: lastName.trim(),
    role,
    department,
    locale: locale || directory.company()?.locale || '',
    readers: directory.readers([`u:${actor.id}`, ...(department ? [`d:${department}`] : [])]),
  };
}
