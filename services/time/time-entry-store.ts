import { EntrySource, TimeEntry as TimeEntryMessage, TimeEntryEvent } from '../../gen/atrium/time/v1/time_entry.js';
import { accessible } from '../../kit/ability.js';
import type { Actor } from '../../kit/actor.js';
import type { Aggregate } from '../../kit/aggregate.js';
import type { Directory } from '../../kit/directory.js';
import type { Store } from '../../kit/store.js';
import { personal } from './superior.js';
import { entryActions, secondsOf, type TimeEntry } from './time-entry.js';

export type TimeEntries = Aggregate<TimeEntry>;

/** An entry as the contract has it; what may be done with it only where somebody asks. */
export const timeEntryMessage = (entry: TimeEntry, actor?: Actor): TimeEntryMessage => ({
  id: entry._id,
  version: entry.version,
  person: entry.person,
  task: entry.task,
  taskTitle: entry.taskTitle,
  from: entry.from,
  to: entry.to,
  seconds: secondsOf(entry),
  comment: entry.comment,
  source: entry.source === 'timer' ? EntrySource.ENTRY_SOURCE_TIMER : EntrySource.ENTRY_SOURCE_MANUAL,
  corrected: entry.corrected,
  createdAt: entry.createdAt,
  changedAt: entry.changedAt,
  allowedActions: actor ? entryActions(entry, actor) : [],
});

export const timeEntryStore = (store: Store, directory: Directory): TimeEntries =>
  store.aggregate<TimeEntry, TimeEntryMessage>({
    name: 'time_entry',
    collection: 'time_entries',
    type: 'atrium.time.v1.TimeEntry',
    codec: TimeEntryMessage,
    message: timeEntryMessage,
    eventType: 'atrium.time.v1.TimeEntryEvent',
    event: (entry, meta) => TimeEntryEvent.encode({ ...meta, entry }).finish(),
    derive: (entry) => personal(entry, directory),
    readable: (actor) => accessible(actor, 'read', 'time'),
    audience: ({ person }) => [`u:${person}`],
    filterable: {
      id: { path: '_id', type: 'int' },
      person: { path: 'person', type: 'string' },
      task: { path: 'task', type: 'int' },
      from: { path: 'from', type: 'time' },
      to: { path: 'to', type: 'time' },
      source: { path: 'source', type: 'enum', values: { timer: 'timer', manual: 'manual' } },
      corrected: { path: 'corrected', type: 'bool' },
      running: { path: 'running', type: 'bool' },
    },
    sortable: { from: { path: 'from' } },
    defaultOrder: 'from desc',
    indexes: [
      { key: { person: 1, from: -1, _id: -1 } },
      { key: { readers: 1, from: -1, _id: -1 } },
      { key: { task: 1, from: -1, _id: -1 } },
      { key: { from: -1, _id: -1 } },
      { key: { changedAt: -1 } },
      // One timer a person, whatever happens.
      { key: { person: 1 }, name: 'running', unique: true, partialFilterExpression: { running: true } },
    ],
  });
