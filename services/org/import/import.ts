import type { Actor } from '../../../kit/actor.js';
import { denied } from '../../../kit/errors.js';
import type { Stored } from '../../../kit/events.js';
import { mayShapeCompany } from '../department.js';
import type { SlashOrder } from './days.js';
import type { Outcome } from './line.js';

export type ImportStatus = 'checking' | 'checked' | 'running' | 'done' | 'cancelled';

/** An import of people from a file, from the upload to the last line. */
export type Import = Stored<number> & {
  readonly fileName: string;
  readonly state: ImportStatus;
  readonly encoding: string;
  readonly delimiter: string;
  readonly columns: readonly { readonly header: string; readonly field: string }[];
  /** Where phone numbers without a country code are from. */
  readonly countries: readonly string[];
  readonly slashes: { readonly birthday: SlashOrder; readonly hiredAt: SlashOrder };
  readonly totalLines: number;
  readonly doneLines: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly failed: number;
  readonly departmentsCreated: number;
  readonly startedBy: string;
  readonly createdAt: Date;
  readonly finishedAt?: Date | undefined;
};

export type ImportAction = 'start' | 'cancel';
export type Counts = Pick<Import, 'created' | 'updated' | 'unchanged' | 'failed'>;

/** Whoever may change everybody may import. */
export function importActions({ state }: Import, actor: Actor): ImportAction[] {
  if (!mayShapeCompany(actor)) return [];
  if (state === 'checked') return ['start', 'cancel'];
  return state === 'checking' || state === 'running' ? ['cancel'] : [];
}

function allow(it: Import, actor: Actor, action: ImportAction): void {
  if (!importActions(it, actor).includes(action)) throw denied(action);
}

/** The dry run is done: the counts say what would happen. */
export const checked = (it: Import, counts: Counts): Import =>
  it.state === 'checking' ? { ...it, ...counts, state: 'checked' } : it;

/** From here on the counts say what has happened; the lines that fail have failed already. */
export function start(it: Import, actor: Actor): Import {
  if (it.state === 'running' || it.state === 'done') return it;
  allow(it, actor, 'start');
  return { ...it, state: 'running', created: 0, updated: 0, unchanged: 0, doneLines: it.failed };
}

/** Stops it; what is done stays. */
export function cancel(it: Import, { actor, now }: { actor: Actor; now: Date }): Import {
  if (it.state === 'cancelled') return it;
  allow(it, actor, 'cancel');
  return { ...it, state: 'cancelled', finishedAt: now };
}

/** Some more lines are done, with what became of them. */
export function progressed(it: Import, { outcomes, departments }: { outcomes: readonly Outcome[]; departments: number }): Import {
  const counts = countsOf(outcomes);
  return {
    ...it,
    doneLines: it.doneLines + outcomes.length,
    created: it.created + counts.created,
    updated: it.updated + counts.updated,
    unchanged: it.unchanged + counts.unchanged,
    failed: it.failed + counts.failed,
    departmentsCreated: it.departmentsCreated + departments,
  };
}

export const finish = (it: Import, now: Date): Import =>
  it.state === 'running' ? { ...it, state: 'done', finishedAt: now } : it;

export function countsOf(outcomes: readonly Outcome[]): Counts {
  const count = (wanted: Outcome) => outcomes.filter((outcome) => outcome === wanted).length;
  return { created: count('create'), updated: count('update'), unchanged: count('unchanged'), failed: count('fail') };
}
