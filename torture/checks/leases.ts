import type { FaultRecord } from '../history.js';
import type { Act, Firing } from '../truth.js';
import type { Check, Violation } from './check.js';

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

/** After a fault, a job that was under way may run once more; see kit/jobs.ts. */
const GRACE_MILLISECONDS = 15_000;

/** Each firing ran once; again only where a fault came between. */
export const jobs =
  (beganAt: number): Check =>
  ({ history, truth: { firings } }) => {
    const byFiring = new Map<number, Firing[]>();
    for (const firing of firings) byFiring.set(firing.firing, [...(byFiring.get(firing.firing) ?? []), firing]);
    const disturbed = (from: number, to: number) => history.faults.some((fault) => overlaps(fault, from - beganAt, to - beganAt));
    return [...byFiring].flatMap(([firing, runs]): Violation[] => {
      const times = runs.map(({ began }) => began);
      if (runs.length < 2 || disturbed(Math.min(...times), Math.max(...times))) return [];
      return [{ rule: 'jobs', what: `the firing of ${new Date(firing).toISOString()} ran ${runs.length} times`, evidence: runs }];
    });
  };

const overlaps = ({ at, until }: FaultRecord, from: number, to: number): boolean =>
  at - GRACE_MILLISECONDS <= to && until + GRACE_MILLISECONDS >= from;
