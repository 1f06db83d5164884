import type { Migration } from '../../kit/migrations.js';

/** Before, a subtask knew its parent alone. A parent that names itself among those above it, by an old cycle, is left out. */
export const treeMigration: Migration = {
  version: 1,
  title: 'Give every subtask the tasks above it, and every task the number of its subtasks',
  kind: 'expand',
  async run({ db }) {
    const tasks = db.collection('tasks');
    const above = { $sortArray: { input: '$above', sortBy: { distance: -1 } } };
    await tasks
      .aggregate([
        { $match: { parent: { $gt: 0 }, ancestors: { $exists: false } } },
        {
          $graphLookup: {
            from: 'tasks',
            startWith: '$parent',
            connectFromField: 'parent',
            connectToField: '_id',
            as: 'above',
            depthField: 'distance',
            maxDepth: 99,
          },
        },
        {
          $project: {
            ancestors: { $filter: { input: { $map: { input: above, in: '$$this._id' } }, cond: { $ne: ['$$this', '$_id'] } } },
          },
        },
        { $merge: { into: 'tasks', whenMatched: 'merge', whenNotMatched: 'discard' } },
      ])
      .toArray();
    await tasks
      .aggregate([
        { $match: { parent: { $gt: 0 } } },
        { $group: { _id: '$parent', placed: { $sum: 1 } } },
        { $merge: { into: 'tasks', whenMatched: 'merge', whenNotMatched: 'discard' } },
      ])
      .toArray();
  },
};
