import type { AccountServiceDefinition } from '../../gen/atrium/auth/v1/auth.js';
import { denied, notFound } from '../../kit/errors.js';
import type { Implementation, ServiceContext } from '../../kit/grpc-server.js';
import type { Accounts } from './accounts.js';

/** Accounts for the other services of Atrium, and for nobody else. */
export const accountApi = (accounts: Accounts): Implementation<AccountServiceDefinition> => ({
  async ensureAccounts(request, context) {
    requireService(context, 'ensure accounts');
    return { accounts: await accounts.ensure(request.accounts) };
  },

  async setAccountEnabled({ user, enabled }, context) {
    requireService(context, 'enable accounts');
    if (!(await accounts.setEnabled(user, enabled))) throw notFound('account', user);
    return {};
  },
});

function requireService({ actor }: ServiceContext, action: string): void {
  if (!actor.service) throw denied(action);
}
