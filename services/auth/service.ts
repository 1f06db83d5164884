import { AccountServiceDefinition, InvitationServiceDefinition, RightsServiceDefinition } from '../../gen/atrium/auth/v1/auth.js';
import type { Chassis, Service } from '../../kit/chassis.js';
import { acceptance } from './acceptance.js';
import { accountApi } from './account-api.js';
import { type Accounts, keycloakAccounts } from './accounts.js';
import { invitationApi } from './invitation-api.js';
import { invitationStore } from './invitation-store.js';
import { invitingOf } from './inviting.js';
import { realmClient } from './keycloak.js';
import { requireRealm } from './realm/check.js';
import { setUpRealm } from './realm/setup.js';
import { rightsApi } from './rights-api.js';
import { ensureRoles, roleStore } from './role-store.js';

/** Identities and rights: the realm in Keycloak, roles with their permissions, invitations, accounts. */
export const auth: Service = (chassis) => {
  const { settings, ownToken } = chassis;
  chassis.prepare({ name: 'Keycloak realm', start: () => prepareRealm(chassis) });
  serveAuth(chassis, keycloakAccounts(realmClient(settings, ownToken), settings));
};

/** All of it but the realm, over these accounts. */
export function serveAuth(chassis: Chassis, accounts: Accounts): void {
  const { directory, log } = chassis;
  const store = chassis.store('auth');
  const roles = roleStore(store);
  const invitations = invitationStore(store);
  const inviting = invitingOf({ store, invitations, accounts, log });

  chassis.prepare({ name: 'roles', start: () => ensureRoles(roles) });
  chassis.serve(RightsServiceDefinition, rightsApi(roles));
  chassis.serve(
    InvitationServiceDefinition,
    invitationApi({ invitations, inviting, accounts, directory, nextId: store.ids('invitation') }),
  );
  chassis.serve(AccountServiceDefinition, accountApi(accounts));
  chassis.consume(acceptance(store, inviting));
  store.job(inviting.job);
}

/** Sets the realm up where Atrium is given Keycloak's administrator; otherwise makes sure that somebody has. */
const prepareRealm = ({ settings, log, store }: Chassis): Promise<void> =>
  settings.keycloakAdminUser ? setUpRealm({ settings, store: store('auth'), log }) : requireRealm(settings, log);
