import type { AbsenceServiceDefinition } from '../../gen/atrium/time/v1/absence.js';
import { mayAny } from '../../kit/ability.js';
import type { Context } from '../../kit/context.js';
import type { Directory } from '../../kit/directory.js';
import { denied, invalid, refused } from '../../kit/errors.js';
import type { Implementation } from '../../kit/grpc-server.js';
import { type Absence, approve, cancel, declineAbsence, requestAbsence } from './absence.js';
import { type Absences, absenceMessage, kindOf } from './absence-store.js';
import { hasSuperior } from './people.js';
import { underived } from './superior.js';
import type { Turns, Within } from './turns.js';

type Parts = { absences: Absences; turns: Turns; directory: Directory; nextAbsence(): Promise<number> };

export const absenceApi = ({
  absences,
  turns,
  directory,
  nextAbsence,
}: Parts): Implementation<typeof AbsenceServiceDefinition> => {
  const verb = async (context: Context, id: number, rule: (absence: Absence) => Absence, action: string) =>
    absenceMessage(await absences.change(context, id, rule, action), context.actor);

  async function requireFree({ person, firstDay, lastDay }: Pick<Absence, 'person' | 'firstDay' | 'lastDay'>, within: Within) {
    const other = await absences.collection.findOne<Absence>(
      { person, firstDay: { $lte: lastDay }, lastDay: { $gte: firstDay }, state: { $in: ['requested', 'approved'] } },
      { session: within.session },
    );
    if (other) throw refused('ABSENCE_OVERLAPS', 'You are absent on some of these days already.', { absence: String(other._id) });
  }

  return {
    async getAbsence({ id }, context) {
      return absenceMessage(await absences.get(context, id), context.actor);
    },

    async listAbsences(request, context) {
      const page = await absences.list(context, request);
      return { absences: page.items.map((each) => absenceMessage(each, context.actor)), nextPageToken: page.nextPageToken };
    },

    async createAbsence({ absence }, context) {
      const { actor } = context;
      if (!mayAny(actor, 'create', 'time')) throw denied('create');
      const kind = absence && kindOf(absence.kind);
      if (!kind) throw invalid('ABSENCE_KIND', 'Say what kind of absence it is.', 'absence.kind');
      const { firstDay, lastDay, comment } = absence;
      const wanted = { kind, firstDay, lastDay: lastDay || firstDay, comment };
      const written = requestAbsence(await nextAbsence(), wanted, hasSuperior(directory, actor.id), context);
      const created = await turns.of(context, actor.id, async (within) => {
        if (!(await absences.isRepeated(within))) await requireFree(written, within);
        return absences.create(within, { ...written, ...underived }, { action: written.state });
      });
      return absenceMessage(created, actor);
    },

    approveAbsence: ({ id, answer }, context) => verb(context, id, (each) => approve(each, answer, context), 'approved'),
    declineAbsence: ({ id, answer }, context) => verb(context, id, (each) => declineAbsence(each, answer, context), 'declined'),
    cancelAbsence: ({ id }, context) => verb(context, id, (each) => cancel(each, context), 'cancelled'),

    async listAbsenceHistory({ id, ...page }, context) {
      await absences.get(context, id);
      return absences.history(id, page);
    },
  };
};
