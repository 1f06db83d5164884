import type { AccountServiceDefinition } from '../../gen/atrium/auth/v1/auth.js';
import { denied, invalid, notFound } from '../../kit/errors.js';
import type { Implementation, ServiceContext } from '../../kit/grpc-server.js';
import type { Accounts } from './accounts.js';

/** The roles an account may be made with; administrators are invited by administrators. '' is an employee. */
const given = ['', 'employee', 'guest'];

/** Accounts for the other services of Atrium, and for nobody else. */
export const accountApi = (accounts: Accounts): Implementation<AccountServiceDefinition> => ({
  async ensureAccounts(request, context) {
    requireService(context, 'ensure accounts');
    const foreign = request.accounts.find(({ role }) => !given.includes(role));
    if (foreign) throw invalid('UNKNOWN_ROLE', `An account is not made with the role "${foreign.role}".`, 'accounts.role');
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
