import { z } from 'zod';
import { type Attempt, type FaultRecord, isWrite, type Operation } from '../history.js';
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

/** Nobody was answered, or pushed, what they take no part in. Who leads a department sees more, who administers all. */
export const visibility: Check = ({ history, truth, people }) => {
  const { refsOf, leads } = standing(truth);
  const administrators = new Set(people.filter(({ isAdmin }) => isAdmin).map(({ id }) => id));
  const mayHear = (user: string, refs: readonly string[]) =>
    refs.includes('*') || refs.some((ref) => refsOf(`u:${user}`).has(ref));
  const maySee = (user: string, refs: readonly string[]) =>
    mayHear(user, refs) || refs.some((ref) => [...leads(user)].some((department) => refsOf(ref).has(department)));

  const answered = history.operations.flatMap((operation) =>
    operation.attempts.flatMap(({ body }) =>
      statesIn(body)
        .filter(({ kind, state }) => {
          if (kind === 'view') {
            const view = View.parse(state);
            return !view.shared && view.owner !== operation.user;
          }
          if (kind !== 'task' || administrators.has(operation.user)) return false;
          const { creator, assignee, coExecutors, observers } = Task.parse(state);
          // Who has just stopped watching is answered the task for the last time.
          return !isWrite(operation) && !maySee(operation.user, [`u:${creator}`, `u:${assignee}`, ...coExecutors, ...observers]);
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

/** Of what each person and department ever was a part, with what lies above, and which departments each person ever led. */
function standing({ messages }: Truth) {
  const parents = new Map<string, Set<string>>();
  const led = new Map<string, Set<string>>();
  const add = (to: Map<string, Set<string>>, key: string, value: string) => to.set(key, (to.get(key) ?? new Set()).add(value));
  for (const { kind, subject, state } of messages) {
    if (kind === 'employee')
      for (const department of Placed.parse(state).departments) add(parents, `u:${subject}`, `d:${department}`);
    if (kind !== 'department') continue;
    const { parent, head, deputies } = Led.parse(state);
    add(parents, `d:${subject}`, `d:${parent}`);
    for (const leader of [head, ...deputies]) if (leader) add(led, leader, `d:${subject}`);
  }
  const known = new Map<string, Set<string>>();
  const refsOf = (ref: string): Set<string> => {
    const refs = known.get(ref) ?? new Set([ref]);
    // A set may grow while it is walked through.
    if (!known.has(ref)) for (const one of refs) for (const above of parents.get(one) ?? []) refs.add(above);
    known.set(ref, refs);
    return refs;
  };
  return { refsOf, leads: (user: string): ReadonlySet<string> => led.get(user) ?? new Set() };
}

/** How long after a fault its traces may still show: as long as connections and the knowledge of a server take to come back. */
const RECOVERY_MILLISECONDS = 5_000;

/** Failures were answered as 503 with Retry-After, and only while a part that the request needs was missed. */
export const errors: Check = ({ history, truth }) => {
  const failures = history.operations.flatMap((operation) =>
    operation.attempts
      .filter(({ status = 0 }) => status >= 500)
      .filter((attempt) => {
        const { status, retryAfter, reason } = attempt;
        if (status !== 503 || !retryAfter) return true;
        // What a busy process turns away has not begun, and says so.
        if (reason === 'OVERLOADED') return false;
        return !history.faults.some((fault) => explains(fault, operation, attempt, truth.transactionMilliseconds));
      })
      .map((attempt) => ({ name: operation.name, method: operation.method, path: operation.path, ...attempt })),
  );
  return [...grouped(failures, ({ name, status, reason }) => `${name}: ${status} ${reason}`)].map(
    ([what, same]): Violation => ({ rule: 'errors', what: `${what}, ${same.length} times`, evidence: same.slice(0, 5) }),
  );
};

/** The role that answers, by how the path begins; org answers for all others, with auth. */
const roles: readonly [string, string][] = [
  ['/v1/task', 'tasks'],
  ['/v1/notifications', 'notify'],
];

/** Neither Kafka, nor any other role, is needed for an answer; nor Keycloak, save for keys that a process has never had. */
function needs({ path }: Operation, { reason }: Attempt): string[] {
  const role = roles.find(([beginning]) => path.startsWith(beginning))?.[1];
  return ['all', 'gateway', 'MongoDB', ...(role ? [role] : ['org', 'auth']), ...(reason === 'KEYS_AWAY' ? ['Keycloak'] : [])];
}

function explains(fault: FaultRecord, operation: Operation, attempt: Attempt, transactionMilliseconds: number): boolean {
  const needed = needs(operation, attempt);
  if (!fault.parts.some((part) => needed.includes(part))) return false;
  // What a killed process had begun stays locked: who repeats that very write waits for it.
  const waits = fault.kind === 'kill' && isWrite(operation) && attempt.reason === 'DEADLINE_EXCEEDED';
  const traces = RECOVERY_MILLISECONDS + (waits ? transactionMilliseconds : 0);
  return fault.at <= attempt.until && fault.until + traces >= attempt.at;
}

/** No process ended by itself, and none needed a hand. */
export const processes: Check = ({ history }) =>
  history.incidents
    .filter(({ serious }) => serious)
    .map((incident): Violation => ({ rule: 'processes', what: `${incident.process} ${incident.what}`, evidence: [incident] }));
