import { AccountServiceDefinition, type EnsureAccountsRequest, RightsServiceDefinition } from '../../gen/atrium/auth/v1/auth.js';
import type { Service } from '../../kit/chassis.js';
import { unavailable } from '../../kit/errors.js';
import { plainRoles } from '../../tests/company.js';

/** Accounts as the identity provider would keep them, for tests that need no Keycloak. */
export function testAccounts() {
  const users = new Map<string, { id: string; enabled: boolean }>();
  const state = {
    users,
    /** Whether Keycloak answers. */
    away: false,
    /** How many people were asked for, in all calls. */
    asked: 0,
  };

  function ensure({ email, login }: EnsureAccountsRequest['accounts'][number]) {
    state.asked += 1;
    const key = (email || login).toLowerCase();
    if (key.startsWith('refused')) return { user: '', created: false, problem: 'INVALID_EMAIL' };
    const known = users.get(key);
    const user = known ?? { id: `user-${key}`.slice(0, 64), enabled: true };
    users.set(key, user);
    return { user: user.id, created: !known, problem: '' };
  }

  /** Stands in for auth: its roles, and accounts in memory. */
  const service: Service = (chassis) => {
    const unused = () => Promise.reject(new Error('Nothing but roles and accounts is answered here.'));
    chassis.serve(RightsServiceDefinition, {
      listRoles: () => Promise.resolve({ roles: plainRoles, nextPageToken: '' }),
      getMyRights: unused,
      updateRole: unused,
    });
    chassis.serve(AccountServiceDefinition, {
      ensureAccounts({ accounts }) {
        if (state.away) throw unavailable('KEYCLOAK_AWAY', 'Keycloak does not answer.');
        return Promise.resolve({ accounts: accounts.map(ensure) });
      },
      setAccountEnabled({ user, enabled }) {
        if (state.away) throw unavailable('KEYCLOAK_AWAY', 'Keycloak does not answer.');
        users.set(user, { id: user, enabled });
        return Promise.resolve({});
      },
    });
  };
  return { ...state, state, service };
}
