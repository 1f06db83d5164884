import type { Collection, Document } from 'mongodb';
import {
  ImportEvent,
  type ImportLine as LineMessage,
  Import as ImportMessage,
  ImportState as WireState,
  LineOutcome as WireOutcome,
} from '../../../gen/atrium/org/v1/org.js';
import type { Actor } from '../../../kit/actor.js';
import type { Aggregate } from '../../../kit/aggregate.js';
import { parseOrder } from '../../../kit/page.js';
import { findPage, type Paged } from '../../../kit/paged.js';
import type { Store } from '../../../kit/store.js';
import { mayShapeCompany } from '../department.js';
import { type Import, importActions, type ImportStatus } from './import.js';
import type { Line, Outcome } from './line.js';

export type Imports = Aggregate<Import>;
export type Lines = Collection<Line>;

const wireState: Record<ImportStatus, WireState> = {
  checking: WireState.IMPORT_STATE_CHECKING,
  checked: WireState.IMPORT_STATE_CHECKED,
  running: WireState.IMPORT_STATE_RUNNING,
  done: WireState.IMPORT_STATE_DONE,
  cancelled: WireState.IMPORT_STATE_CANCELLED,
};

const wireOutcome: Record<Outcome, WireOutcome> = {
  create: WireOutcome.LINE_OUTCOME_CREATE,
  update: WireOutcome.LINE_OUTCOME_UPDATE,
  unchanged: WireOutcome.LINE_OUTCOME_UNCHANGED,
  fail: WireOutcome.LINE_OUTCOME_FAIL,
};

export const importMessage = (it: Import, actor?: Actor): ImportMessage => ({
  id: it._id,
  version: it.version,
  fileName: it.fileName,
  state: wireState[it.state],
  encoding: it.encoding,
  delimiter: it.delimiter,
  columns: [...it.columns],
  totalLines: it.totalLines,
  doneLines: it.doneLines,
  created: it.created,
  updated: it.updated,
  unchanged: it.unchanged,
  failed: it.failed,
  departmentsCreated: it.departmentsCreated,
  startedBy: it.startedBy,
  createdAt: it.createdAt,
  finishedAt: it.finishedAt,
  allowedActions: actor ? importActions(it, actor) : [],
});

export const importStore = (store: Store): Imports =>
  store.aggregate<Import, ImportMessage>({
    name: 'import',
    collection: 'imports',
    type: 'atrium.org.v1.Import',
    codec: ImportMessage,
    message: importMessage,
    eventType: 'atrium.org.v1.ImportEvent',
    event: (it, meta) => ImportEvent.encode({ ...meta, import: it }).finish(),
    readable: (actor): Document => (mayShapeCompany(actor) ? {} : { _id: { $in: [] } }),
    audience: ({ startedBy }) => [`u:${startedBy}`],
    defaultOrder: 'id desc',
    indexes: [{ key: { state: 1, _id: 1 } }],
  });

/** Lines may be looked at for this long after the upload. */
export const LINES_DAYS = 90;

export const lineCollection = (store: Store): Lines =>
  store.collection<Line>('importLines', [
    { key: { import: 1, line: 1 }, unique: true },
    { key: { import: 1, done: 1, order: 1, line: 1 } },
    { key: { import: 1, line: 1 }, name: 'problems', partialFilterExpression: { 'problems.0': { $exists: true } } },
    { key: { expires: 1 }, expireAfterSeconds: 0 },
  ]);

const byLine = parseOrder(undefined, { id: { path: 'line' } }, 'id asc');

type Request = { id: number; pageSize: number; pageToken: string; withProblems: boolean };

export const listLines = (lines: Lines, { id, pageSize, pageToken, withProblems }: Request): Promise<Paged<Line>> =>
  findPage(lines, {
    conditions: [{ import: id }, withProblems ? { 'problems.0': { $exists: true } } : {}],
    order: byLine,
    bound: `${id} ${withProblems}`,
    pageSize,
    pageToken,
  });

export const lineMessage = ({ line, outcome, done, name, email, problems, employee }: Line): LineMessage => ({
  line,
  outcome: wireOutcome[outcome],
  done,
  name,
  email,
  problems: [...problems],
  employee,
});
