import {
  DayMark as WireMark,
  type DayRequest as RequestMessage,
  DayState as WireState,
  RequestKind,
  RequestState,
  WorkDay as WorkDayMessage,
  WorkDayEvent,
} from '../../gen/atrium/time/v1/work_day.js';
import { accessible } from '../../kit/ability.js';
import type { Aggregate } from '../../kit/aggregate.js';
import type { Directory } from '../../kit/directory.js';
import { sameNames } from '../../kit/filter.js';
import type { Store } from '../../kit/store.js';
import { settled } from './marks.js';
import { colleaguesOf, personal } from './superior.js';
import { type Act, dayActions, type DayMark, type DayRequest, type DayState, stateAt, type WorkDay } from './work-day.js';

export type WorkDays = Aggregate<WorkDay>;

export const wireState: Record<DayState, WireState> = {
  working: WireState.DAY_STATE_WORKING,
  paused: WireState.DAY_STATE_PAUSED,
  ended: WireState.DAY_STATE_ENDED,
  forgotten: WireState.DAY_STATE_FORGOTTEN,
};

const wireMark: Record<DayMark, WireMark> = {
  late: WireMark.DAY_MARK_LATE,
  early: WireMark.DAY_MARK_EARLY,
  short: WireMark.DAY_MARK_SHORT,
};

const wireRequestState: Record<DayRequest['state'], RequestState> = {
  pending: RequestState.REQUEST_STATE_PENDING,
  confirmed: RequestState.REQUEST_STATE_CONFIRMED,
  declined: RequestState.REQUEST_STATE_DECLINED,
};

const wireRequestKind: Record<DayRequest['kind'], RequestKind> = {
  close: RequestKind.REQUEST_KIND_CLOSE,
  correction: RequestKind.REQUEST_KIND_CORRECTION,
};

const requestMessage = ({
  kind,
  state,
  intervals,
  reason,
  requestedAt,
  decidedBy,
  decidedAt,
  answer,
}: DayRequest): RequestMessage => ({
  kind: wireRequestKind[kind],
  state: wireRequestState[state],
  intervals: intervals.map(({ from, to }) => ({ from, to })),
  reason,
  requestedAt,
  decidedBy,
  decidedAt,
  answer,
});

/** A day as the contract has it; as it is for somebody now only where they ask. */
export const workDayMessage = (day: WorkDay, act?: Act): WorkDayMessage => ({
  id: day._id,
  version: day.version,
  person: day.person,
  day: day.day,
  timeZone: day.timeZone,
  state: wireState[act ? stateAt(day, act.now) : day.state],
  intervals: day.intervals.map(({ from, to }) => ({ from, to })),
  startedAt: day.startedAt,
  endedAt: day.endedAt,
  workedSeconds: day.workedSeconds,
  expected: { ...day.expected },
  marks: day.marks.map((mark) => wireMark[mark]),
  openUntil: day.openUntil,
  request: day.request && requestMessage(day.request),
  changedAt: day.changedAt,
  allowedActions: act ? dayActions(day, act) : [],
});

export const workDayStore = (store: Store, directory: Directory): WorkDays =>
  store.aggregate<WorkDay, WorkDayMessage>({
    name: 'work_day',
    collection: 'work_days',
    type: 'atrium.time.v1.WorkDay',
    codec: WorkDayMessage,
    message: (day) => workDayMessage(day),
    eventType: 'atrium.time.v1.WorkDayEvent',
    event: (workDay, meta) => WorkDayEvent.encode({ ...meta, workDay }).finish(),
    derive: (day) => settled(personal(day, directory)),
    readable: (actor) => accessible(actor, 'read', 'time'),
    // Whoever looks at the presence of a department sees it change.
    audience: colleaguesOf,
    filterable: {
      id: { path: '_id', type: 'int' },
      person: { path: 'person', type: 'string' },
      day: { path: 'day', type: 'string' },
      state: { path: 'state', type: 'enum', values: sameNames(Object.keys(wireState)) },
      marks: { path: 'marks', type: 'refs' },
      request: { path: 'request.state', type: 'enum', values: sameNames(Object.keys(wireRequestState)) },
      started_at: { path: 'startedAt', type: 'time' },
      ended_at: { path: 'endedAt', type: 'time' },
    },
    sortable: { day: { path: 'day' }, started_at: { path: 'startedAt' } },
    defaultOrder: 'day desc',
    indexes: [
      { key: { person: 1, day: 1 }, unique: true },
      { key: { readers: 1, day: -1, _id: -1 } },
      { key: { readers: 1, 'request.state': 1, day: -1, _id: -1 } },
      { key: { day: -1, _id: -1 } },
      { key: { startedAt: -1, _id: -1 } },
      { key: { changedAt: -1 } },
      { key: { openUntil: 1 }, name: 'open', partialFilterExpression: { state: { $in: ['working', 'paused'] } } },
    ],
  });
