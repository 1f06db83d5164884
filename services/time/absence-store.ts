import {
  Absence as AbsenceMessage,
  AbsenceEvent,
  AbsenceKind as WireKind,
  AbsenceState as WireState,
} from '../../gen/atrium/time/v1/absence.js';
import { accessible } from '../../kit/ability.js';
import type { Actor } from '../../kit/actor.js';
import type { Aggregate } from '../../kit/aggregate.js';
import type { Directory } from '../../kit/directory.js';
import { sameNames } from '../../kit/filter.js';
import type { Store } from '../../kit/store.js';
import { type Absence, absenceActions, type AbsenceKind, absenceKinds, type AbsenceState } from './absence.js';
import { colleaguesOf, personal } from './superior.js';

export type Absences = Aggregate<Absence>;

const wireKind: Record<AbsenceKind, WireKind> = {
  vacation: WireKind.ABSENCE_KIND_VACATION,
  sick: WireKind.ABSENCE_KIND_SICK,
  trip: WireKind.ABSENCE_KIND_TRIP,
  other: WireKind.ABSENCE_KIND_OTHER,
};

const wireState: Record<AbsenceState, WireState> = {
  requested: WireState.ABSENCE_STATE_REQUESTED,
  approved: WireState.ABSENCE_STATE_APPROVED,
  declined: WireState.ABSENCE_STATE_DECLINED,
  cancelled: WireState.ABSENCE_STATE_CANCELLED,
};

export const kindOf = (wire: WireKind): AbsenceKind | undefined => absenceKinds.find((kind) => wireKind[kind] === wire);

/** An absence as the contract has it; what may be done with it only where somebody asks. */
export const absenceMessage = (absence: Absence, actor?: Actor): AbsenceMessage => ({
  id: absence._id,
  version: absence.version,
  person: absence.person,
  kind: wireKind[absence.kind],
  firstDay: absence.firstDay,
  lastDay: absence.lastDay,
  comment: absence.comment,
  state: wireState[absence.state],
  decidedBy: absence.decidedBy,
  decidedAt: absence.decidedAt,
  answer: absence.answer,
  createdAt: absence.createdAt,
  changedAt: absence.changedAt,
  allowedActions: actor ? absenceActions(absence, actor) : [],
});

export const absenceStore = (store: Store, directory: Directory): Absences =>
  store.aggregate<Absence, AbsenceMessage>({
    name: 'absence',
    collection: 'absences',
    type: 'atrium.time.v1.Absence',
    codec: AbsenceMessage,
    message: absenceMessage,
    eventType: 'atrium.time.v1.AbsenceEvent',
    event: (absence, meta) => AbsenceEvent.encode({ ...meta, absence }).finish(),
    derive: (absence) => personal(absence, directory),
    readable: (actor) => accessible(actor, 'read', 'time'),
    audience: colleaguesOf,
    filterable: {
      id: { path: '_id', type: 'int' },
      person: { path: 'person', type: 'string' },
      kind: { path: 'kind', type: 'enum', values: sameNames(absenceKinds) },
      state: { path: 'state', type: 'enum', values: sameNames(Object.keys(wireState)) },
      first_day: { path: 'firstDay', type: 'string' },
      last_day: { path: 'lastDay', type: 'string' },
    },
    sortable: { first_day: { path: 'firstDay' } },
    defaultOrder: 'first_day desc',
    indexes: [
      { key: { person: 1, firstDay: 1 } },
      { key: { readers: 1, firstDay: -1, _id: -1 } },
      { key: { firstDay: -1, _id: -1 } },
      { key: { changedAt: -1 } },
    ],
  });
