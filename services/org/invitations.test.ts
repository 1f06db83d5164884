import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Invitation, InvitationEvent, InvitationStatus } from '../../gen/atrium/auth/v1/auth.js';
import { EmployeeStatus } from '../../gen/atrium/org/v1/org.js';
import { uuidv7 } from '../../kit/events.js';
import { until } from '../../tests/process.js';
import type { Employee } from './employee.js';
import { heard, invitedPerson, isNewer } from './invitations.js';
import { type OrgProcess, orgProcess } from './process.testing.js';

const {
  INVITATION_STATUS_SENT: SENT,
  INVITATION_STATUS_CANCELLED: CANCELLED,
  INVITATION_STATUS_ACCEPTED: ACCEPTED,
} = InvitationStatus;

const word = (change: Partial<Invitation>) =>
  Invitation.fromPartial({
    id: 1,
    version: 2,
    user: 'ivy',
    email: 'Ivy@example.com',
    firstName: 'Ivy',
    lastName: 'Green',
    department: 7,
    status: SENT,
    ...change,
  });

const exists = (department: number) => department === 7;
const now = new Date('2026-06-01');
const stored = (employee: ReturnType<typeof invitedPerson>): Employee => ({
  ...employee,
  version: 1,
  changedAt: now,
  readers: [],
});

test('whatever the order and however often the words come, the newest decides', () => {
  const words = [
    word({}),
    word({ version: 3 }),
    word({ version: 4, status: CANCELLED }),
    word({ id: 2, version: 2 }),
    word({ id: 2, version: 3, status: CANCELLED }),
  ];
  const some = fc.subarray(words, { minLength: 1 });
  const order = some.chain((chosen) =>
    fc.tuple(
      fc.constant(chosen),
      fc.array(fc.constantFrom(...chosen), { maxLength: 8 }),
      fc.shuffledSubarray(chosen, { minLength: chosen.length }),
    ),
  );
  fc.assert(
    fc.property(order, ([chosen, repeated, shuffled]) => {
      const [first, ...rest] = [...shuffled, ...repeated];
      if (!first) return;
      let employee = stored(invitedPerson(first, exists, now));
      let last = first;
      for (const next of rest) {
        if (!isNewer(next, last)) continue;
        employee = heard(employee, next, exists);
        last = next;
      }
      const newest = words.findLast((each) => chosen.includes(each));
      expect(employee.status).toBe(newest?.status === CANCELLED ? 'deactivated' : 'invited');
    }),
  );
});

test('somebody who has come is not sent away by an invitation withdrawn too late', () => {
  const active: Employee = { ...stored(invitedPerson(word({}), exists, now)), status: 'active' };
  expect(heard(active, word({ version: 5, status: CANCELLED }), exists)).toBe(active);
  expect(heard(active, word({ version: 5, status: ACCEPTED }), exists)).toBe(active);
});

test('who came before their invitation was heard of belongs to its department all the same', () => {
  const early: Employee = {
    ...stored(invitedPerson(word({ department: 0, firstName: '', lastName: '' }), exists, now)),
    status: 'active',
  };
  expect(heard(early, word({}), exists)).toMatchObject({ departments: [7], name: 'Ivy Green', status: 'active' });
  expect(heard(early, word({ department: 8 }), exists).departments).toEqual([]);
});

let tested: OrgProcess;

beforeAll(async () => {
  tested = await orgProcess();
});
afterAll(() => tested.process.stop());

/** Tells org as auth would. */
async function tell(action: string, invitation: Invitation, id = uuidv7()): Promise<void> {
  const { bus } = tested.process.chassis;
  const event = InvitationEvent.toJSON(InvitationEvent.fromPartial({ action, invitation }));
  const headers = {
    ce_specversion: '1.0',
    ce_id: id,
    ce_type: `atrium.auth.invitation.${action}.v1`,
    ce_subject: String(invitation.id),
    ce_time: new Date().toISOString(),
    version: String(invitation.version),
  };
  await bus.send(bus.topic('auth'), [{ key: String(invitation.id), value: JSON.stringify(event), headers }]);
}

test('an invited person stands in the directory, is active once they sign in, and gone where the invitation is withdrawn', async () => {
  const department = await tested.department('Inviting');
  const [ivy, oak] = [word({ department }), word({ id: 2, user: 'oak', email: 'oak@example.com', firstName: 'Oak', department })];
  await tell('created', { ...ivy, version: 1, user: '' });
  const id = uuidv7();
  for (const invitation of [ivy, ivy]) await tell('sent', invitation, id);
  await tell('sent', oak);
  const found = await until('both are known', async () => {
    const { employees } = await tested.people.listEmployees({ filter: `${department} in departments` });
    return employees.length === 2 && employees;
  });
  expect(found.map(({ status, version }) => [status, version])).toEqual(
    Array(2).fill([EmployeeStatus.EMPLOYEE_STATUS_INVITED, 1]),
  );

  const me = await (await tested.as('ivy', ['employee'], { email: 'ivy@example.com' })).getMe({});
  expect(me).toMatchObject({ status: EmployeeStatus.EMPLOYEE_STATUS_ACTIVE, departments: [department], name: 'Ivy Green' });
  const { entries } = await tested.people.listEmployeeHistory({ id: 'ivy' });
  expect(entries.map(({ action }) => action)).toEqual(['activated', 'created']);

  await tell('cancelled', { ...oak, version: 3, status: CANCELLED });
  await until(
    'oak is gone',
    async () => (await tested.people.getEmployee({ id: 'oak' })).status === EmployeeStatus.EMPLOYEE_STATUS_DEACTIVATED,
  );
});
