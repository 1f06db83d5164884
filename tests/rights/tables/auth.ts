import {
  AccountServiceDefinition,
  Invitation,
  InvitationServiceDefinition,
  RightsServiceDefinition,
} from '../../../gen/atrium/auth/v1/auth.js';
import { parts } from '../company.js';
import { among, except, type Row, type Table } from '../matrix.js';
import { fresh } from '../stage.js';

const administrators: Pick<Row, 'may' | 'denied'> = { may: ['admin'], denied: except(parts, 'admin') };
const services: Pick<Row, 'may' | 'denied'> = { may: ['service'], denied: except(parts, 'service') };

export const authTable: Table = {
  'atrium.auth.v1.RightsService/GetMyRights': [
    { call: async (as) => (await as(RightsServiceDefinition)).getMyRights({}), may: parts },
  ],
  'atrium.auth.v1.RightsService/ListRoles': [
    { call: async (as) => (await as(RightsServiceDefinition)).listRoles({}), may: parts },
  ],
  'atrium.auth.v1.RightsService/UpdateRole': [
    {
      async call(as) {
        const rights = await as(RightsServiceDefinition);
        const { roles } = await rights.listRoles({});
        await rights.updateRole({ role: roles.find(({ id }) => id === 'guest'), updateMask: ['permissions'] });
      },
      ...administrators,
    },
  ],

  'atrium.auth.v1.InvitationService/ListInvitations': [
    {
      async call(as, stage) {
        const id = await stage.invitation();
        const { invitations } = await (await as(InvitationServiceDefinition)).listInvitations({ pageSize: 500 });
        among(invitations, (invitation) => invitation.id === id);
      },
      ...administrators,
    },
  ],
  'atrium.auth.v1.InvitationService/CreateInvitation': [
    {
      async call(as) {
        const invitation = Invitation.fromPartial({ email: `${fresh('new')}@example.com`, role: 'guest' });
        await (await as(InvitationServiceDefinition)).createInvitation({ invitation });
      },
      ...administrators,
    },
  ],
  'atrium.auth.v1.InvitationService/ResendInvitation': [
    {
      async call(as, stage) {
        const id = await stage.invitation();
        await (await as(InvitationServiceDefinition)).resendInvitation({ id });
      },
      may: ['admin'],
    },
  ],
  'atrium.auth.v1.InvitationService/CancelInvitation': [
    {
      async call(as, stage) {
        const id = await stage.invitation();
        await (await as(InvitationServiceDefinition)).cancelInvitation({ id });
      },
      may: ['admin'],
    },
  ],

  'atrium.auth.v1.AccountService/EnsureAccounts': [
    { call: async (as) => (await as(AccountServiceDefinition)).ensureAccounts({ accounts: [] }), ...services },
  ],
  'atrium.auth.v1.AccountService/SetAccountEnabled': [
    { call: async (as) => (await as(AccountServiceDefinition)).setAccountEnabled({ user: 'x', enabled: true }), ...services },
  ],
};
