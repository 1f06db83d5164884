import { comments, history, versions } from './aggregates.js';
import type { Check, Findings, Violation } from './check.js';
import { delivery, effects, order } from './events.js';
import { grants, jobs, leases, plans } from './leases.js';
import { errors, processes, visibility } from './people.js';
import { answers, keys, writes } from './writes.js';

/** Everything that can be checked once all has come to rest. `beganAt` is when the run began, by the clock. */
export function checkAll(findings: Findings, beganAt: number): Violation[] {
  const checks: readonly Check[] = [
    writes,
    keys,
    answers,
    versions,
    history,
    comments,
    order,
    delivery,
    effects,
    leases,
    grants,
    jobs(beganAt),
    plans,
    visibility,
    errors,
    processes,
  ];
  return checks.flatMap((check) => check(findings));
}
