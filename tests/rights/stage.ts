import sharp from 'sharp';
import { Invitation, InvitationServiceDefinition } from '../../gen/atrium/auth/v1/auth.js';
import { NotificationServiceDefinition } from '../../gen/atrium/notify/v1/notify.js';
import {
  CompanyServiceDefinition,
  Department,
  DepartmentServiceDefinition,
  EmployeeServiceDefinition,
  ImportServiceDefinition,
  ImportState,
} from '../../gen/atrium/org/v1/org.js';
import { Task, TaskServiceDefinition, View, ViewServiceDefinition } from '../../gen/atrium/tasks/v1/tasks.js';
import { until } from '../process.js';
import { cast, type Part, type RightsCompany } from './company.js';
import { timeStage } from './time-stage.js';

/** What Kafka and jobs have to do may wait for a busy machine. */
export const PATIENCE_SECONDS = 60;

let count = 0;
/** A word that was not used before. */
export const fresh = (word: string): string => `${word}-${++count}`;

/** Makes the things that the calls are about. */
export function stageOf({ process, as, departments }: RightsCompany) {
  const times = timeStage(process.chassis);
  const id = (name: string): number => {
    const found = departments.get(name);
    if (found === undefined) throw new Error(`There is no department ${name}.`);
    return found;
  };

  const stage = {
    salesId: id('Sales'),
    ...times,
    /** Clients of one of the cast. */
    as,

    tasksAs: (part: Part) => as(part)(TaskServiceDefinition),
    /** A task that the author has set, with somebody in each part of it. */
    async task(more: Partial<Task> = {}): Promise<number> {
      const task = Task.fromPartial({
        title: fresh('Offer'),
        assignee: cast.assignee.user,
        coExecutors: [`u:${cast.coExecutor.user}`, `u:${cast.guest.user}`, `d:${id('Support')}`],
        observers: [`u:${cast.observer.user}`],
        acceptance: true,
        ...more,
      });
      return (await (await this.tasksAs('author')).createTask({ task })).id;
    },
    async view(shared: boolean): Promise<number> {
      const view = View.fromPartial({ name: fresh('View'), shared });
      return (await (await as('author')(ViewServiceDefinition)).createView({ view })).id;
    },

    /** Something that the author has been told of. */
    notification: remembered(async () => {
      const task = Task.fromPartial({ title: 'Told', assignee: cast.author.user });
      const { id } = await (await as('admin')(TaskServiceDefinition)).createTask({ task });
      const author = await as('author')(NotificationServiceDefinition);
      return until(
        'the author is told',
        async () => {
          const { notifications } = await author.listNotifications({});
          return notifications.find(({ subjectId }) => subjectId === String(id))?.id;
        },
        PATIENCE_SECONDS,
      );
    }),

    async department(): Promise<number> {
      const department = Department.fromPartial({ name: fresh('Department') });
      return (await (await as('admin')(DepartmentServiceDefinition)).createDepartment({ department })).id;
    },
    picture: remembered(() =>
      sharp({ create: { width: 9, height: 9, channels: 3, background: '#358' } })
        .png()
        .toBuffer(),
    ),
    /** The author's photo, and the company's logo. */
    pictures: remembered(async () => {
      const image = await sharp({ create: { width: 9, height: 9, channels: 3, background: '#835' } })
        .png()
        .toBuffer();
      await (await as('author')(EmployeeServiceDefinition)).setEmployeePhoto({ id: cast.author.user, image });
      await (await as('admin')(CompanyServiceDefinition)).setCompanyLogo({ image });
    }),
    /** Somebody who has just come. */
    async newcomer(): Promise<string> {
      const user = fresh('newcomer');
      const client = await process.as(EmployeeServiceDefinition, user, ['employee'], { email: `${user}@example.com` });
      await client.getMe({});
      return user;
    },
    async leaver(): Promise<string> {
      const user = await this.newcomer();
      await (await as('admin')(EmployeeServiceDefinition)).deactivateEmployee({ id: user });
      return user;
    },
    /** One that was checked and waits to be started. */
    async import(): Promise<number> {
      const imports = await as('admin')(ImportServiceDefinition);
      const content = Buffer.from(`email,first name\n${fresh('imported')}@example.com,Ivan\n`);
      const { id } = await imports.createImport({ fileName: 'people.csv', content });
      await until(
        'the import is checked',
        async () => {
          const { state } = await imports.getImport({ id });
          return state === ImportState.IMPORT_STATE_CHECKED;
        },
        PATIENCE_SECONDS,
      );
      return id;
    },
    /** The same one for all who only look. */
    importToSee: remembered((): Promise<number> => stage.import()),
    async invitation(): Promise<number> {
      const invitation = Invitation.fromPartial({ email: `${fresh('invited')}@example.com`, role: 'employee' });
      return (await (await as('admin')(InvitationServiceDefinition)).createInvitation({ invitation })).id;
    },
  };
  return stage;
}

export type Stage = ReturnType<typeof stageOf>;

/** Made when first asked for, and once. */
function remembered<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => (made ??= make());
}
