import { AccountServiceDefinition, InvitationServiceDefinition, RightsServiceDefinition } from '../../gen/atrium/auth/v1/auth.js';
import type { Chassis, Service } from '../../kit/chassis.js';
import { acceptance } from './acceptance.js';
import { accountApi } from './account-api.js';
import { keycloakAccounts } from './accounts.js';
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
  const { settings, directory, log } = chassis;
  const store = chassis.store('auth');
  const roles = roleStore(store);
  const invitations = invitationStore(store);
  const accounts = keycloakAccounts(realmClient(settings, chassis.ownToken), settings);
  const inviting = invitingOf({ store, invitations, accounts, log });

  chassis.prepare({ name: 'Keycloak realm', start: () => prepareRealm(chassis) });
  chassis.prepare({ name: 'roles', start: () => ensureRoles(roles) });
  chassis.serve(RightsServiceDefinition, rightsApi(roles));
  chassis.serve(
    InvitationServiceDefinition,
    invitationApi({ invitations, inviting, accounts, directory, nextId: store.ids('invitation') }),
  );
  chassis.serve(AccountServiceDefinition, accountApi(accounts));
  chassis.consume(acceptance(store, inviting));
  store.job(inviting.job);
};

/** Sets the realm up where Atrium is given Keycloak's administrator; otherwise makes sure that somebody has. */
const prepareRealm = ({ settings, log, store }: Chassis): Promise<void> =>
  settings.keycloakAdminUser ? setUpRealm({ settings, store: store('auth'), log }) : requireRealm(settings, log);
