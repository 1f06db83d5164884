import { z } from 'zod';
import { type FaultRecord, isWrite } from '../history.js';
import type { Truth } from '../truth.js';
import { type Check, grouped, type Violation } from './check.js';
import { statesIn } from './writes.js';

const Task = z.object({
  id: z.string(),
  creator: z.string(),
  assignee: z.string(),
  coExecutors: z.array(z.string()).default([]),
  observers: z.array(z.string()).default([]),
});
const View = z.object({ id: z.string(), owner: z.string(), shared: z.boolean().default(false) });

/** Nobody was answered, or pushed, what they take no part in. Who leads a department, and who administers, sees more. */
export const visibility: Check = ({ history, truth, people }) => {
  const { refsOf, leaders } = standing(truth);
  const administrators = new Set(people.filter(({ isAdmin }) => isAdmin).map(({ id }) => id));
  const seesMore = (user: string) => administrators.has(user) || leaders.has(user);
  const mayHear = (user: string, refs: readonly string[]) => refs.includes('*') || refs.some((ref) => refsOf(user).has(ref));

  const answered = history.operations.flatMap((operation) =>
    operation.attempts.flatMap(({ body }) =>
      statesIn(body)
        .filter(({ kind, state }) => {
          if (kind === 'view') {
            const view = View.parse(state);
            return !view.shared && view.owner !== operation.user;
          }
          if (kind !== 'task' || seesMore(operation.user)) return false;
          const { creator, assignee, coExecutors, observers } = Task.parse(state);
          // Who has just stopped watching is answered the task for the last time.
          return !isWrite(operation) && !mayHear(operation.user, [`u:${creator}`, `u:${assignee}`, ...coExecutors, ...observers]);
        })
        .map(
          ({ kind, state }): Violation => ({
            rule: 'visibility',
            what: `${operation.user} was answered the ${kind} ${String(state.id)}`,
            evidence: [operation.name, state],
          }),
        ),
    ),
  );
  const audiences = new Map(
    truth.events.map(({ kind, subject, version, audience }) => [`${kind}/${subject}/${version}`, audience]),
  );
  const pushed = history.pushes.flatMap((push): Violation[] => {
    const audience = audiences.get(`${push.kind}/${push.subject}/${push.version}`);
    if (audience && mayHear(push.user, audience)) return [];
    return [
      {
        rule: 'visibility',
        what: `${push.user} was pushed ${audience ? 'what is not for them' : 'what never happened'}`,
        evidence: [push, audience],
      },
    ];
  });
  return [...answered, ...pushed];
};

const Placed = z.object({ departments: z.array(z.coerce.string()).default([]) });
const Led = z.object({
  parent: z.coerce.string().default('0'),
  head: z.string().default(''),
  deputies: z.array(z.string()).default([]),
});

/** In which departments each person ever was, with those above, and who ever led one. */
function standing({ messages }: Truth) {
  const places = new Map<string, Set<string>>();
  const parents = new Map<string, Set<string>>();
  const leaders = new Set<string>();
  const add = (to: Map<string, Set<string>>, key: string, value: string) => to.set(key, (to.get(key) ?? new Set()).add(value));
  for (const { kind, subject, state } of messages) {
    if (kind === 'employee') for (const department of Placed.parse(state).departments) add(places, subject, department);
    if (kind !== 'department') continue;
    const { parent, head, deputies } = Led.parse(state);
    add(parents, subject, parent);
    for (const leader of [head, ...deputies]) if (leader) leaders.add(leader);
  }
  const known = new Map<string, Set<string>>();
  const refsOf = (user: string): Set<string> => {
    const found = known.get(user);
    if (found) return found;
    const departments = new Set(places.get(user));
    // A set may grow while it is walked through.
    for (const id of departments) for (const above of parents.get(id) ?? []) departments.add(above);
    const refs = new Set([`u:${user}`, ...[...departments].map((id) => `d:${id}`)]);
    known.set(user, refs);
    return refs;
  };
  return { refsOf, leaders };
}

/** How long after a fault its traces may still show. */
const RECOVERY_MILLISECONDS = 10_000;

/** Failures were answered as 503 with Retry-After, and only while something was away. */
export const errors: Check = ({ history }) => {
  const excused = (at: number, until: number) => history.faults.some((fault) => touches(fault, at, until));
  const failures = history.operations.flatMap(({ name, method, path, attempts }) =>
    attempts
      .filter(({ status = 0 }) => status >= 500)
      .filter(({ status, retryAfter, reason, at, until }) => {
        // What a busy process turns away has not begun, and says so.
        if (status === 503 && retryAfter && reason === 'OVERLOADED') return false;
        return status !== 503 || !retryAfter || !excused(at, until);
      })
      .map((attempt) => ({ name, method, path, ...attempt })),
  );
  return [...grouped(failures, ({ name, status, reason }) => `${name}: ${status} ${reason}`)].map(
    ([what, same]): Violation => ({ rule: 'errors', what: `${what}, ${same.length} times`, evidence: same.slice(0, 5) }),
  );
};

/** What a killed process had begun, MongoDB keeps locked for a minute: who repeats that very write waits for it. */
const LOCKED_MILLISECONDS = 65_000;

const touches = ({ kind, at, until }: FaultRecord, from: number, to: number): boolean =>
  at <= to && until + (kind === 'kill' ? LOCKED_MILLISECONDS : RECOVERY_MILLISECONDS) >= from;

/** No process ended by itself, and none needed a hand. */
export const processes: Check = ({ history }) =>
  history.incidents
    .filter(({ serious }) => serious)
    .map((incident): Violation => ({ rule: 'processes', what: `${incident.process} ${incident.what}`, evidence: [incident] }));
