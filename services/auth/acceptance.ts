import { EmployeeEvent, EmployeeStatus } from '../../gen/atrium/org/v1/org.js';
import type { Consumer } from '../../kit/consumer.js';
import type { Store } from '../../kit/store.js';
import type { Inviting } from './inviting.js';

/** An invitation is accepted when its person first signs in: org then tells of an active employee. */
export const acceptance = (store: Store, inviting: Inviting): Consumer => ({
  name: 'auth.acceptance',
  store,
  services: ['org'],
  wants: ({ kind, action }) => kind === 'employee' && (action === 'activated' || action === 'created'),
  async handle(event, session) {
    const { employee } = EmployeeEvent.fromJSON(event.json());
    if (employee?.status === EmployeeStatus.EMPLOYEE_STATUS_ACTIVE) await inviting.accept(employee.id, event.at, session);
  },
});
