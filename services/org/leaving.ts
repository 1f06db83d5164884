import type { Client } from 'nice-grpc';
import { Status } from 'nice-grpc-common';
import type { AccountServiceDefinition } from '../../gen/atrium/auth/v1/auth.js';
import type { Context } from '../../kit/context.js';
import { Refusal, stale } from '../../kit/errors.js';
import { deactivate, type Employee, reactivate } from './employee.js';
import type { Employees } from './employee-store.js';
import type { People } from './people.js';
import type { Structure } from './structure.js';

export type Leaving = {
  deactivate(context: Context, id: string): Promise<Employee>;
  reactivate(context: Context, id: string): Promise<Employee>;
};

type Parts = { employees: Employees; people: People; structure: Structure; accounts: Client<typeof AccountServiceDefinition> };

/**
 * People leave and come back. The account at the identity provider is switched first, the person is written after it: where
 * the second step fails the person still shows the old state, so the same button is there, and pressing it again heals.
 */
export function leavingOf({ employees, people, structure, accounts }: Parts): Leaving {
  async function change(
    context: Context,
    id: string,
    rule: (employee: Employee) => Employee,
    enabled: boolean,
  ): Promise<Employee> {
    const employee = await employees.get(context, id);
    if (context.expectedVersion && context.expectedVersion !== employee.version && !context.requestId)
      throw stale('employee', id);
    rule(employee);
    await accounts.setAccountEnabled({ user: id, enabled }).catch((error: unknown) => {
      // An account that the identity provider has lost is disabled enough.
      if (enabled || !(error instanceof Refusal) || error.code !== Status.NOT_FOUND) throw error;
    });
    return people.change(context, id, rule, enabled ? 'reactivated' : 'deactivated');
  }

  async function hasOtherAdmins(id: string): Promise<boolean> {
    const other = await employees.documents.findOne(
      { admin: true, status: 'active', _id: { $ne: id } },
      { projection: { _id: 1 } },
    );
    return other !== null;
  }

  return {
    async deactivate(context, id) {
      const otherAdmins = await hasOtherAdmins(id);
      return change(context, id, (employee) => deactivate(employee, otherAdmins, context.actor), false);
    },
    async reactivate(context, id) {
      const tree = await structure.tree();
      return change(
        context,
        id,
        (employee) => reactivate(employee, (department) => tree.get(department) !== undefined, context.actor),
        true,
      );
    },
  };
}
