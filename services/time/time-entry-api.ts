import type { TimeEntry as TimeEntryMessage, TimeEntryServiceDefinition } from '../../gen/atrium/time/v1/time_entry.js';
import { mayAny } from '../../kit/ability.js';
import { denied, invalid, refused } from '../../kit/errors.js';
import { maskOf } from '../../kit/field-mask.js';
import type { Implementation } from '../../kit/grpc-server.js';
import { underived } from './superior.js';
import type { TaskOf } from './tasks-of.js';
import { corrected, entryActions, manualEntry } from './time-entry.js';
import { type TimeEntries, timeEntryMessage } from './time-entry-store.js';
import { requireFree } from './timeline.js';
import type { Turns } from './turns.js';

type Parts = { entries: TimeEntries; turns: Turns; taskOf: TaskOf; nextEntry(): Promise<number> };

export const timeEntryApi = ({
  entries,
  turns,
  taskOf,
  nextEntry,
}: Parts): Implementation<typeof TimeEntryServiceDefinition> => ({
  async getTimeEntry({ id }, context) {
    return timeEntryMessage(await entries.get(context, id), context.actor);
  },

  async listTimeEntries(request, context) {
    const page = await entries.list(context, request);
    return { entries: page.items.map((entry) => timeEntryMessage(entry, context.actor)), nextPageToken: page.nextPageToken };
  },

  async createTimeEntry({ entry }, context) {
    const { actor } = context;
    if (!mayAny(actor, 'create', 'time')) throw denied('create');
    const { from, ...content } = contentOf(entry);
    if (!from) throw invalid('ENTRY_TIMES', 'Say from when it was.', 'entry.from');
    const task = await taskOf(context, content.task, 'entry.task');
    const written = manualEntry(await nextEntry(), { ...content, from }, task, context);
    const created = await turns.of(context, actor.id, async (within) => {
      if (!(await entries.isRepeated(within))) await requireFree(entries, written, within.session);
      return entries.create(within, { ...written, ...underived });
    });
    return timeEntryMessage(created, actor);
  },

  async updateTimeEntry({ entry, updateMask }, context) {
    const { from, ...change } = maskOf(updateMask, contentOf(entry), 'entry');
    const before = await entries.get(context, entry?.id ?? 0);
    const moved = change.task !== undefined && change.task !== before.task;
    const task = moved ? await taskOf(context, change.task ?? 0, 'entry.task') : undefined;
    const updated = await turns.of(context, before.person, async (within) => {
      const after = await entries.change(
        within,
        before._id,
        (state) => corrected(state, { ...change, ...(from && { from }) }, task ?? state, context),
        'updated',
      );
      // Checked after the rule has: the transaction takes it back.
      if (!after.running) await requireFree(entries, after, within.session);
      return after;
    });
    return timeEntryMessage(updated, context.actor);
  },

  async deleteTimeEntry({ id }, context) {
    await turns.of(context, context.actor.id, (within) =>
      entries.remove(within, id, (entry) => {
        if (entry.person === context.actor.id && entry.running) throw refused('TIMER_RUNS', 'Stop the timer first.');
        if (!entryActions(entry, context.actor).includes('delete')) throw denied('delete');
      }),
    );
    return {};
  },

  async listTimeEntryHistory({ id, ...page }, context) {
    await entries.get(context, id);
    return entries.history(id, page);
  },
});

function contentOf(entry: TimeEntryMessage | undefined) {
  if (!entry) throw invalid('ENTRY_REQUIRED', 'Say what the entry is.', 'entry');
  const { task, from, to, comment } = entry;
  return { task, from, to, comment };
}
