import { expect, test } from 'vitest';
import type { Operation, Push } from '../history.js';
import type { Message, StoredEvent, Truth } from '../truth.js';
import { checkAll } from './all.js';
import type { Findings, Rule } from './check.js';

type Parts = { findings: Findings; event: StoredEvent; message: Message; create: Operation };

const state = (version: number, more: object = {}) => ({
  id: '7',
  version: String(version),
  title: 'Torture mark-1-',
  creator: 'anna',
  assignee: 'boris',
  coExecutors: [],
  observers: [],
  commentCount: 0,
  ...more,
});

const person = (id: string) => ({ id, isAdmin: false });

/** Anna has set a task for boris, then given it another title; all is as it must be. */
function sound(change: (parts: Parts) => Partial<{ history: Partial<Findings['history']>; truth: Partial<Truth> }> = () => ({})) {
  const base = { service: 'tasks', kind: 'task', subject: '7', actor: 'anna' };
  const event: StoredEvent = {
    ...base,
    id: 'e1',
    version: 1,
    action: 'created',
    at: 1_000,
    changes: [],
    audience: ['u:anna', 'u:boris'],
    requestId: 'k1',
    sent: true,
    undeliverable: false,
  };
  const second: StoredEvent = {
    ...event,
    id: 'e2',
    version: 2,
    action: 'updated',
    at: 2_000,
    requestId: 'k2',
    changes: [{ path: 'title', before: 'Torture mark-1-', after: 'Torture mark-2-' }],
  };
  const message: Message = { ...base, id: 'e1', partition: 0, version: 1, action: 'created', at: 1_000, state: state(1) };
  const secondMessage: Message = {
    ...message,
    id: 'e2',
    version: 2,
    action: 'updated',
    at: 2_000,
    state: state(2, { title: 'Torture mark-2-' }),
  };
  const create: Operation = {
    id: 1,
    user: 'anna',
    name: 'create task',
    method: 'POST',
    path: '/v1/tasks',
    key: 'k1',
    mark: 'mark-1-',
    attempts: [{ at: 0, until: 5, status: 200, body: state(1) }],
  };
  const update: Operation = {
    ...create,
    id: 2,
    name: 'update task',
    method: 'PATCH',
    key: 'k2',
    mark: 'mark-2-',
    ifMatch: '1',
    attempts: [{ at: 10, until: 15, status: 200, body: state(2, { title: 'Torture mark-2-' }) }],
  };
  const findings: Findings = {
    people: ['anna', 'boris', 'chen'].map(person),
    history: {
      operations: [create, update],
      pushes: [{ user: 'boris', at: 20, kind: 'task', subject: '7', version: 2, action: 'updated' }],
      faults: [],
      incidents: [],
    },
    truth: {
      events: [event, second],
      messages: [message, secondMessage],
      things: [{ service: 'tasks', kind: 'task', subject: '7', version: 2 }],
      states: new Map([['task/7', state(2, { title: 'Torture mark-2-', allowedActions: ['see'] })]]),
      comments: [],
      notifications: [{ recipient: 'boris', subject: '7', action: 'created', createdAt: 1_000 }],
      inbox: new Set(['notify/e1', 'notify/e2']),
      acts: [],
      firings: [],
      grants: [],
      plans: [],
      transactionMilliseconds: 15_000,
    },
  };
  const { history, truth } = change({ findings, event, message, create });
  return {
    people: findings.people,
    history: { ...findings.history, ...history },
    truth: { ...findings.truth, ...truth },
  };
}

const rulesBroken = (findings: Findings): Rule[] => [...new Set(checkAll(findings, 0).map(({ rule }) => rule))];

test('a sound history breaks no rule', () => {
  expect(checkAll(sound(), 0)).toEqual([]);
});

const asked = (create: Operation, more: Partial<Operation>): Operation[] => [{ ...create, id: 9, ...more }];
const failure = (status: number, more: object = {}) => [{ at: 100, until: 110, status, ...more }];

const grant = { lease: 'tasks.leases/relay', holder: 'a', term: 1, until: 200, at: 100 };
const plan = { job: 'org.jobs/imports', every: 1_000, next: 1_000, at: 0 };

/** Anna's task, as somebody else was answered it. */
const read = (create: Operation, user: string): Operation[] => [
  create,
  { ...create, id: 9, user, name: 'read task', method: 'GET', key: 'k9', mark: 'mark-9-' },
];
/** A department with its head, in which boris is where it is the first. */
const department = (id: string, head: string, { findings: { truth }, event, message }: Parts): Partial<Truth> => {
  const made = { ...event, id: 'd1', service: 'org', kind: 'department', subject: id, requestId: 'k8' };
  const placed = { ...made, id: 'd2', kind: 'employee', subject: 'boris', requestId: 'k7' };
  return {
    events: [...truth.events, made, placed],
    messages: [
      ...truth.messages,
      { ...message, ...made, state: { id, version: '1', parent: '0', head, deputies: [] } },
      { ...message, ...placed, state: { id: 'boris', version: '1', departments: ['1'] } },
    ],
  };
};

const broken: [Rule, string, Parameters<typeof sound>[0]][] = [
  [
    'acknowledged writes',
    'an acknowledged write that is nowhere',
    ({ create }) => ({ history: { operations: asked(create, { mark: 'mark-3-', key: 'k3' }) } }),
  ],
  [
    'acknowledged writes',
    'an answer that was never the state of its version',
    ({ create }) => ({
      history: {
        operations: asked(create, { attempts: [{ at: 0, until: 5, status: 200, body: state(1, { title: 'Other' }) }] }),
      },
    }),
  ],
  [
    'whole or nothing',
    'a refused write that is there',
    ({ create }) => ({ history: { operations: asked(create, { attempts: failure(403) }) } }),
  ],
  [
    'whole or nothing',
    'a comment that was stored and not counted',
    () => ({ truth: { comments: [{ id: '1', task: '7', text: 'Said' }] } }),
  ],
  [
    'idempotency',
    'one key with two results',
    ({ create, findings, event, message }) => ({
      history: { operations: asked(create, {}) },
      truth: {
        events: [...findings.truth.events, { ...event, id: 'e3', subject: '8' }],
        messages: [...findings.truth.messages, { ...message, id: 'e3', subject: '8' }],
      },
    }),
  ],
  [
    'idempotency',
    'a repetition that was refused',
    ({ create }) => ({ history: { operations: asked(create, { attempts: [...create.attempts, ...failure(409)] }) } }),
  ],
  [
    'expected versions',
    'a write upon a version that was no longer current',
    ({ findings }) => ({ history: { operations: findings.history.operations.map((each) => ({ ...each, ifMatch: '5' })) } }),
  ],
  ['versions', 'a gap', ({ event }) => ({ truth: { events: [{ ...event, version: 2 }] } })],
  ['versions', 'a thing without its history', ({ event }) => ({ truth: { events: [{ ...event, subject: '8' }] } })],
  [
    'history',
    'changes that lead elsewhere',
    ({ findings }) => ({ truth: { events: findings.truth.events.map((each) => ({ ...each, changes: [] })) } }),
  ],
  ['order', 'events in the wrong order', ({ findings }) => ({ truth: { messages: findings.truth.messages.toReversed() } })],
  ['delivery', 'an event that is not on Kafka', ({ message }) => ({ truth: { messages: [message] } })],
  ['delivery', 'an event that is nowhere else', ({ event }) => ({ truth: { events: [event] } })],
  ['effects', 'a consumer that has left out an event', () => ({ truth: { inbox: new Set(['notify/e1']) } })],
  [
    'effects',
    'an effect that is there twice',
    ({ findings }) => ({ truth: { notifications: [...findings.truth.notifications, ...findings.truth.notifications] } }),
  ],
  ['effects', 'an effect that is missing', () => ({ truth: { notifications: [] } })],
  [
    'leases',
    'a former holder that acts',
    () => ({ truth: { acts: [{ holder: 'probe 1', term: 1, accepted: false, took: 3 }] } }),
  ],
  [
    'jobs',
    'a firing that ran twice',
    () => ({ truth: { firings: ['probe 1', 'probe 2'].map((holder) => ({ firing: 5, holder, began: 6 })) } }),
  ],
  [
    'visibility',
    'a read of what is not for the reader',
    ({ create }) => ({
      history: {
        operations: asked(create, { user: 'chen', method: 'GET', attempts: [{ at: 0, until: 5, status: 200, body: state(1) }] }),
      },
    }),
  ],
  [
    'visibility',
    'a task read by the head of a department in which nobody of it is',
    (parts) => ({ history: { operations: read(parts.create, 'chen') }, truth: department('2', 'chen', parts) }),
  ],
  [
    'visibility',
    'a word to somebody whom it does not concern',
    ({ findings }) => ({ history: { pushes: findings.history.pushes.map((push): Push => ({ ...push, user: 'chen' })) } }),
  ],
  [
    'errors',
    'a failure that is no 503',
    ({ create }) => ({ history: { operations: asked(create, { attempts: failure(500) }) } }),
  ],
  [
    'errors',
    'a 503 while nothing was away',
    ({ create }) => ({ history: { operations: asked(create, { attempts: failure(503, { retryAfter: true }) }) } }),
  ],
  [
    'errors',
    'a 503 while only a part was away that it does not need',
    ({ create }) => ({
      history: {
        operations: asked(create, { attempts: failure(503, { retryAfter: true }) }),
        faults: [
          { kind: 'kafka', about: 'Kafka by SIGTERM', on: ['Kafka by SIGTERM'], parts: ['Kafka'], at: 90, until: 120 },
          { kind: 'kill', about: 'notify', on: ['notify'], parts: ['notify'], at: 90, until: 120 },
        ],
      },
    }),
  ],
  [
    'leases',
    'a lease that was granted before the grant of another ended',
    () => ({ truth: { grants: [grant, { ...grant, until: 9_000, at: 5_000 }, { ...grant, holder: 'b', term: 2, at: 8_000 }] } }),
  ],
  [
    'leases',
    'a lease that changed hands under the same term',
    () => ({ truth: { grants: [grant, { ...grant, holder: 'b', at: 300 }] } }),
  ],
  ['jobs', 'a firing before it was due', () => ({ truth: { plans: [plan, { ...plan, next: 1_400, at: 400 }] } })],
  [
    'jobs',
    'a firing that is set for later than the next',
    () => ({ truth: { plans: [plan, { ...plan, next: 9_000, at: 1_100 }] } }),
  ],
  [
    'jobs',
    'a firing of the probes that never ran',
    () => ({
      truth: {
        plans: [plan, { ...plan, next: 2_000, at: 1_000 }].map((each) => ({ ...each, job: 't_probe_tasks.jobs/torture' })),
      },
    }),
  ],
  [
    'jobs',
    'a firing that ran again while nothing was away but another process',
    () => ({
      history: { faults: [{ kind: 'kill', about: 'tasks 1', on: ['tasks 1'], parts: ['tasks'], at: 90, until: 105 }] },
      truth: { firings: ['probe 1', 'probe 2'].map((holder) => ({ firing: 5, holder, began: 100 })) },
    }),
  ],
  [
    'processes',
    'a process that ended by itself',
    () => ({ history: { incidents: [{ at: 1, process: 'tasks 1', what: 'ended by itself with 1', serious: true }] } }),
  ],
];

test.each(broken)('%s: %s is found', (rule, _, change) => {
  expect(rulesBroken(sound(change))).toContain(rule);
});

test('who leads the department of somebody who takes part may read a task', () => {
  const findings = sound((parts) => ({
    history: { operations: read(parts.create, 'chen') },
    truth: department('1', 'chen', parts),
  }));
  expect(rulesBroken(findings)).not.toContain('visibility');
});

test('what a fault explains is none: a repeated firing, a 503, a fenced act of a frozen process', () => {
  const excused = sound(({ create, findings }) => ({
    history: {
      operations: [
        ...findings.history.operations,
        ...asked(create, { key: 'k3', mark: 'mark-3-', attempts: failure(503, { retryAfter: true }) }),
      ],
      faults: [
        { kind: 'kill', about: 'tasks 1', on: ['tasks 1'], parts: ['tasks'], at: 90, until: 105 },
        { kind: 'kill', about: 'probe 1', on: ['probe 1'], parts: ['probe'], at: 90, until: 105 },
      ],
    },
    truth: {
      acts: [{ holder: 'probe 1', term: 1, accepted: false, took: 9_000 }],
      firings: ['probe 1', 'probe 2'].map((holder) => ({ firing: 5, holder, began: 100 })),
    },
  }));
  expect(checkAll(excused, 0)).toEqual([]);
});
