import { AccountServiceDefinition, RightsServiceDefinition } from '../../gen/atrium/auth/v1/auth.js';
import type { Chassis, Service } from '../../kit/chassis.js';
import { accountApi } from './account-api.js';
import { keycloakAccounts } from './accounts.js';
import { realmClient } from './keycloak.js';
import { whatRealmLacks } from './realm/check.js';
import { setUpRealm } from './realm/setup.js';
import { rightsApi } from './rights-api.js';
import { ensureRoles, roleStore } from './role-store.js';

/** Identities and rights: the realm in Keycloak, roles with their permissions, accounts. */
export const auth: Service = (chassis) => {
  const store = chassis.store('auth');
  const roles = roleStore(store);
  const accounts = keycloakAccounts(realmClient(chassis.settings, chassis.ownToken));

  chassis.prepare({ name: 'Keycloak realm', start: () => prepareRealm(chassis) });
  chassis.prepare({ name: 'roles', start: () => ensureRoles(roles) });
  chassis.serve(RightsServiceDefinition, rightsApi(roles));
  chassis.serve(AccountServiceDefinition, accountApi(accounts));
};

async function prepareRealm({ settings, log, store }: Chassis): Promise<void> {
  if (settings.keycloakAdminUser) return setUpRealm({ settings, store: store('auth'), log });
  const lack = await whatRealmLacks(settings);
  if (lack) throw new Error(lack);
}
