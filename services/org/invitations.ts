import { type Invitation, InvitationEvent, InvitationStatus } from '../../gen/atrium/auth/v1/auth.js';
import { systemActor } from '../../kit/actor.js';
import type { Consumer } from '../../kit/consumer.js';
import type { Store } from '../../kit/store.js';
import { type Employee, type EmployeeStatus, type NewEmployee, newEmployee, withName } from './employee.js';
import type { Employees } from './employee-store.js';
import type { People } from './people.js';
import type { Structure } from './structure.js';

type Word = Pick<
  Invitation,
  'id' | 'version' | 'user' | 'email' | 'firstName' | 'lastName' | 'role' | 'department' | 'locale' | 'status'
>;
type Heard = Pick<Invitation, 'id' | 'version'>;
type Exists = (department: number) => boolean;

/** Somebody of whom an invitation is the first that is heard. */
export const invitedPerson = (word: Word, exists: Exists, now: Date): NewEmployee =>
  newEmployee(
    {
      _id: word.user,
      email: word.email.toLowerCase(),
      login: word.email.toLowerCase(),
      firstName: word.firstName,
      lastName: word.lastName,
      locale: word.locale,
      departments: departmentOf(word, exists),
      guest: word.role === 'guest',
      status: withdrawn(word) ? 'deactivated' : 'invited',
    },
    now,
  );

/**
 * What an invitation changes about somebody known: one who is gone is invited again, one who never came is gone when it is
 * withdrawn, and what nobody has filled in is filled in.
 */
export function heard(employee: Employee, word: Word, exists: Exists): Employee {
  const status = statusAfter(employee.status, word);
  const departments = (employee.departments.length > 0 ? employee.departments : departmentOf(word, exists)).filter(exists);
  const after = {
    ...employee,
    status,
    departments,
    firstName: employee.firstName || word.firstName,
    lastName: employee.lastName || word.lastName,
  };
  const same =
    status === employee.status &&
    departments.length === employee.departments.length &&
    after.firstName === employee.firstName &&
    after.lastName === employee.lastName;
  return same ? employee : withName(after);
}

const withdrawn = ({ status }: Word): boolean => status === InvitationStatus.INVITATION_STATUS_CANCELLED;

const departmentOf = ({ department }: Word, exists: Exists): number[] => (department && exists(department) ? [department] : []);

/** Whether this is the newest word so far. Words may come late, twice or in the wrong order, and only the newest counts. */
export const isNewer = ({ id, version }: Heard, than: Heard | null): boolean =>
  !than || id > than.id || (id === than.id && version > than.version);

function statusAfter(status: EmployeeStatus, word: Word): EmployeeStatus {
  if (withdrawn(word)) return status === 'invited' ? 'deactivated' : status;
  const open = word.status !== InvitationStatus.INVITATION_STATUS_ACCEPTED;
  return status === 'deactivated' && open ? 'invited' : status;
}

function actionOf(before: Employee, after: Employee): string {
  if (before.status === after.status) return 'updated';
  return after.status === 'deactivated' ? 'deactivated' : 'reactivated';
}

type Parts = { store: Store; employees: Employees; people: People; structure: Structure };

/** People who have been invited stand in the directory before they come. */
export function invitationConsumer({ store, employees, people, structure }: Parts): Consumer {
  /** The newest word about each person. */
  const words = store.collection<Heard & { _id: string }>('invitationWords');

  return {
    name: 'org.invitations',
    store,
    services: ['auth'],
    wants: ({ kind }) => kind === 'invitation',
    async handle(event, session) {
      const { invitation } = InvitationEvent.fromJSON(event.json());
      // Until the account is made there is nobody to speak of.
      if (!invitation?.user) return;
      const { id, version, user } = invitation;
      if (!isNewer(invitation, await words.findOne({ _id: user }, { session }))) return;
      await words.replaceOne({ _id: user }, { id, version }, { upsert: true, session });
      const context = { actor: systemActor, now: new Date(), automation: 'org/invitations', session };
      const tree = await structure.tree(session);
      const exists: Exists = (department) => tree.get(department) !== undefined;
      const [known] = await employees.load([user], session);
      if (known) await people.change(context, known._id, (employee) => heard(employee, invitation, exists), actionOf);
      else await people.create(context, invitedPerson(invitation, exists, context.now));
    },
  };
}
