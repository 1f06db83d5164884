import { TaskServiceDefinition, ViewServiceDefinition } from '../../gen/atrium/tasks/v1/tasks.js';
import type { Service } from '../../kit/chassis.js';
import { keepReaders } from '../../kit/readers.js';
import { commentCollection } from './comment.js';
import { followSubtasks } from './composite.js';
import { treeMigration } from './migrations.js';
import { reminders } from './remind.js';
import { reminderStore } from './reminder-store.js';
import { countSpent } from './spent.js';
import { taskApi } from './task-api.js';
import { taskStore } from './task-store.js';
import { taskTree } from './tree.js';
import { viewApi, viewStore } from './view.js';

export const tasks: Service = (chassis) => {
  const { directory, settings } = chassis;
  const store = chassis.store('tasks');
  const aggregate = taskStore(store, directory);

  const tree = taskTree(store);
  store.migrations(treeMigration);

  chassis.serve(
    TaskServiceDefinition,
    taskApi({
      store,
      overrunPercent: settings.overrunPercent,
      tasks: aggregate,
      tree,
      comments: commentCollection(store),
      directory,
      nextTask: store.ids('task'),
      nextComment: store.ids('comment'),
    }),
  );
  chassis.serve(ViewServiceDefinition, viewApi(viewStore(store), store.ids('view')));
  chassis.consume(followSubtasks({ store, tasks: aggregate, tree }));
  chassis.consume(countSpent(store));
  store.job(
    reminders({
      store,
      tasks: aggregate,
      reminders: reminderStore(store),
      nextReminder: store.ids('reminder'),
      escalationHours: settings.escalationHours,
    }),
  );
  keepReaders(chassis, { name: 'tasks.readers', store, collections: [aggregate.collection] });
};
