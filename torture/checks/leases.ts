import { following } from '../../kit/jobs.js';
import type { FaultRecord } from '../history.js';
import type { Grant, Plan } from '../oplog.js';
import type { Act, Firing } from '../truth.js';
import { type Check, grouped, type Violation } from './check.js';

/**
 * A process that was frozen between asking whether it holds the lease and acting may still act; then the fence refuses it.
 * One that was not must have known.
 */
const FROZEN_MILLISECONDS = 500;

/** Two holders of a lease never both acted: terms only grow, and whoever was refused by the fence had been frozen on the way. */
export const leases: Check = ({ truth: { acts } }) => {
  const unaware = acts.filter(({ accepted, took }) => !accepted && took < FROZEN_MILLISECONDS);
  const accepted = acts.filter((act) => act.accepted);
  const shared = [...holdersByTerm(accepted)].filter(([, holders]) => holders.size > 1);
  return [
    ...unaware.map(
      (act): Violation => ({
        rule: 'leases',
        what: `${act.holder} acted under term ${act.term} after its successor had`,
        evidence: [act],
      }),
    ),
    ...shared.map(
      ([term, holders]): Violation => ({
        rule: 'leases',
        what: `term ${term} had ${holders.size} holders`,
        evidence: [...holders],
      }),
    ),
  ];
};

function holdersByTerm(acts: readonly Act[]): Map<number, Set<string>> {
  const holders = new Map<number, Set<string>>();
  for (const { term, holder } of acts) holders.set(term, (holders.get(term) ?? new Set()).add(holder));
  return holders;
}

/** MongoDB stamps its log by a clock that a busy machine turns late; a holder gives its lease up longer before its end than that. */
const LATE_MILLISECONDS = 500;

/** Of every lease, those of the roles too, each grant ended before another began, under the next term. */
export const grants: Check = ({ truth }) =>
  [...grouped(truth.grants, ({ lease }) => lease)].flatMap(([lease, given]) =>
    pairs(given)
      .filter(([one, next]) => !follows(one, next))
      .map((evidence): Violation => ({ rule: 'leases', what: `${lease} was granted wrongly`, evidence })),
  );

const follows = (one: Grant, next: Grant): boolean =>
  one.holder === next.holder ? next.term === one.term : next.term === one.term + 1 && one.until <= next.at + LATE_MILLISECONDS;

const pairs = <Item>(items: readonly Item[]): [Item, Item][] =>
  items.slice(1).flatMap((item, index): [Item, Item][] => {
    const before = items[index];
    return before === undefined ? [] : [[before, item]];
  });

/** Of every job, those of the roles too, each firing came when it was due, and the next was set for the first time after it. */
export const plans: Check = ({ truth }) =>
  [...grouped(truth.plans, ({ job }) => job)].flatMap(([job, planned]) =>
    pairs(planned)
      .filter(([one, next]) => !isNext(one, next))
      .map((evidence): Violation => ({ rule: 'jobs', what: `${job} fired early, or left a firing out`, evidence })),
  );

const isNext = (one: Plan, next: Plan): boolean =>
  one.next <= next.at + LATE_MILLISECONDS &&
  one.next < next.next &&
  next.next <= following(next, new Date(next.at + LATE_MILLISECONDS)).getTime();

/** How long after a fault its traces may still show. */
const RECOVERY_MILLISECONDS = 5_000;

/** Each firing of the probes ran once; again only where its process or the database was missed between its run and its end. */
export const jobs =
  (beganAt: number): Check =>
  ({ history, truth: { firings, plans: planned } }) => {
    const byFiring = grouped(firings, ({ firing }) => String(firing));
    const repeated = [...byFiring].flatMap(([firing, runs]): Violation[] => {
      if (runs.length < 2 || explained(runs, history.faults, beganAt)) return [];
      return [
        {
          rule: 'jobs',
          what: `the firing of ${new Date(Number(firing)).toISOString()} ran ${runs.length} times`,
          evidence: runs,
        },
      ];
    });
    const passed = pairs(planned.filter(({ job }) => /_probe_\w+\.jobs\//.test(job))).map(([one]) => one);
    const missed = passed.filter(({ next }) => !byFiring.has(String(next)));
    return [...repeated, ...missed.map((plan): Violation => ({ rule: 'jobs', what: 'a firing was left out', evidence: [plan] }))];
  };

function explained(runs: readonly Firing[], faults: readonly FaultRecord[], beganAt: number): boolean {
  const times = runs.map(({ began }) => began - beganAt);
  const holders = new Set(runs.map(({ holder }) => holder));
  return faults.some(
    ({ on, parts, at, until }) =>
      (on.some((name) => holders.has(name)) || parts.includes('MongoDB')) &&
      at <= Math.max(...times) &&
      until + RECOVERY_MILLISECONDS >= Math.min(...times),
  );
}
