import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { abilityOf } from '../../kit/ability.js';
import type { Actor, Permission } from '../../kit/actor.js';
import { Refusal } from '../../kit/errors.js';
import {
  accept,
  type Action,
  actions,
  commented,
  complete,
  create,
  delegate,
  giveBack,
  mentions,
  pause,
  remove,
  restore,
  see,
  start,
  type Task,
  unwatch,
  update,
  watch,
} from './task.js';

const now = new Date('2026-11-23T09:00:00Z');
const own: Permission[] = (['read', 'create', 'change', 'delete'] as const).map((operation) => ({
  module: 'tasks',
  operation,
  scope: 'own',
}));

const person = (id: string, { roles = ['employee'], departments = [2], leads = [] as number[] } = {}): Actor => {
  const refs = [`u:${id}`, ...departments.map((department) => `d:${department}`)];
  return { id, roles, refs, leads, ability: abilityOf(own, { refs, departments, leads }), service: false };
};
const creator = person('creator');
const assignee = person('assignee');
const helper = person('helper', { departments: [7] });
const observer = person('observer');
const head = person('head', { departments: [1], leads: [1] });
const everyone = [creator, assignee, helper, observer, head];

/** As the store would have it: readers are the participants and the departments above them. */
const stored = (task: Omit<Task, 'readers' | 'deadlineOrder' | 'version' | 'changedAt'>): Task => ({
  ...task,
  readers: [...task.participants, 'in:2', 'under:2', 'under:1'],
  deadlineOrder: now,
  version: 1,
  changedAt: now,
});

const content = {
  title: 'Prepare the report',
  description: '',
  assignee: 'assignee',
  coExecutors: ['d:7'],
  observers: ['u:observer'],
  priority: 2,
  tags: [],
  parent: 0,
  acceptance: false,
} as const;
const task = (change: Partial<Task> = {}): Task => ({ ...stored(create(content, 1, { actor: creator, now })), ...change });

const reason = (expected: string): unknown => expect.objectContaining({ reason: expected });

describe('who may do what', () => {
  test.each<[string, Actor, Partial<Task>, Action[]]>([
    ['the creator directs', creator, {}, ['update', 'delegate', 'complete', 'comment', 'watch', 'delete']],
    ['the assignee works, and has not seen it yet', assignee, {}, ['delegate', 'see', 'start', 'complete', 'comment', 'watch']],
    ['a co-executor through their department works', helper, {}, ['start', 'complete', 'comment', 'watch']],
    ['an observer comments, and may stop watching', observer, {}, ['comment', 'unwatch']],
    [
      'who leads a department of the people in it directs',
      head,
      {},
      ['update', 'delegate', 'complete', 'comment', 'watch', 'delete'],
    ],
    [
      'what is done waits for the creator',
      creator,
      { status: 'awaiting_acceptance' },
      ['update', 'accept', 'return', 'comment', 'watch', 'delete'],
    ],
    ['the assignee does not accept their own work', assignee, { status: 'awaiting_acceptance' }, ['comment', 'watch']],
    ['what is deleted can only be restored', creator, { deletedAt: now }, ['restore']],
    ['and only by who may delete it', assignee, { deletedAt: now }, []],
  ])('%s', (_, actor, change, expected) => {
    expect(actions(task(change), actor)).toEqual(expected);
  });
});

describe('rules', () => {
  test('a task set to oneself is not new', () => {
    expect(create({ ...content, assignee: 'creator' }, 1, { actor: creator, now }).status).toBe('pending');
  });

  test('a task without a title is refused, on creation and on change', () => {
    expect(() => create({ ...content, title: '  ' }, 1, { actor: creator, now })).toThrow(reason('TITLE_REQUIRED'));
    expect(() => update(task(), { title: '' }, { actor: creator, now })).toThrow(reason('TITLE_REQUIRED'));
  });

  test('who passes a task on keeps watching it, and it is new to the next one', () => {
    const passed = delegate(task({ status: 'in_progress' }), 'chen', { actor: assignee, now });
    expect(passed).toMatchObject({ assignee: 'chen', status: 'new' });
    expect(passed.observers).toContain('u:assignee');
    expect(passed.participants).toEqual(expect.arrayContaining(['u:creator', 'u:assignee', 'u:chen']));
  });

  test('where the creator accepts results, a completed task waits; where the creator completes, it does not', () => {
    expect(complete(task({ acceptance: true }), { actor: assignee, now }).status).toBe('awaiting_acceptance');
    expect(complete(task({ acceptance: true }), { actor: creator, now }).status).toBe('completed');
  });

  test('seeing, and deleting, twice changes nothing the second time', () => {
    const seen = see(task(), { actor: assignee, now });
    expect(see(seen, { actor: assignee, now })).toBe(seen);
    const gone = remove(task(), { actor: creator, now });
    expect(remove(gone, { actor: creator, now })).toBe(gone);
  });

  test('a task is not a part of itself', () => {
    expect(() => update(task(), { parent: 1 }, { actor: creator, now })).toThrow(reason('PARENT_CYCLE'));
  });

  test('mentions are people, each once', () => {
    expect(mentions('@{u:anna} and @{u:boris}, @{u:anna}; not @anna, @{d:1}')).toEqual(['anna', 'boris']);
  });
});

const verbs: Record<Action, (state: Task, actor: Actor) => Task> = {
  update: (state, actor) => update(state, { title: 'Changed' }, { actor, now }),
  delegate: (state, actor) => delegate(state, 'helper', { actor, now }),
  see: (state, actor) => see(state, { actor, now }),
  start: (state, actor) => start(state, { actor, now }),
  pause: (state, actor) => pause(state, { actor, now }),
  complete: (state, actor) => complete(state, { actor, now }),
  accept: (state, actor) => accept(state, { actor, now }),
  return: (state, actor) => giveBack(state, { actor, now }),
  comment: (state, actor) => commented(state, { actor, now }),
  watch: (state, actor) => watch(state, { actor, now }),
  unwatch: (state, actor) => unwatch(state, { actor, now }),
  delete: (state, actor) => remove(state, { actor, now }),
  restore: (state, actor) => restore(state, { actor, now }),
};
const allVerbs = Object.keys(verbs).filter((name): name is Action => Object.hasOwn(verbs, name));

/** Any task that allowed actions can lead to. */
const walks = fc.array(fc.tuple(fc.constantFrom(...everyone), fc.nat()), { maxLength: 25 });

function walk(steps: [Actor, number][], acceptance: boolean): Task {
  return steps.reduce((state, [actor, choice]) => {
    const allowed = actions(state, actor);
    const action = allowed[choice % Math.max(1, allowed.length)];
    return action ? stored(verbs[action](state, actor)) : state;
  }, task({ acceptance }));
}

describe('whatever allowed actions have led to', () => {
  test('an action that is offered succeeds, and one that is not is refused', () => {
    fc.assert(
      fc.property(walks, fc.boolean(), fc.constantFrom(...everyone), (steps, acceptance, actor) => {
        const state = walk(steps, acceptance);
        const allowed = actions(state, actor);
        for (const action of allVerbs) {
          if (allowed.includes(action)) verbs[action](state, actor);
          else if (!isRepetition(action, state, actor)) expect(() => verbs[action](state, actor)).toThrow(Refusal);
        }
      }),
    );
  });

  test('there is a way on to a completed task', () => {
    fc.assert(
      fc.property(walks, fc.boolean(), (steps, acceptance) => {
        let state = walk(steps, acceptance);
        for (const action of ['restore', 'complete', 'accept'] as const)
          if (actions(state, creator).includes(action)) state = stored(verbs[action](state, creator));
        expect(state).toMatchObject({ status: 'completed' });
      }),
    );
  });

  test('creator and assignee always take part', () => {
    fc.assert(
      fc.property(walks, fc.boolean(), (steps, acceptance) => {
        const state = walk(steps, acceptance);
        expect(state.participants).toEqual(expect.arrayContaining([`u:${state.creator}`, `u:${state.assignee}`]));
      }),
    );
  });
});

/** Seeing, watching and deleting again are no mistakes, and change nothing. */
const isRepetition = (action: Action, state: Task, actor: Actor): boolean =>
  (action === 'watch' && state.observers.includes(`u:${actor.id}`)) ||
  (action === 'unwatch' && !state.observers.includes(`u:${actor.id}`)) ||
  (action === 'see' && state.assignee === actor.id && state.status !== 'new') ||
  (action === 'delete' && state.deletedAt !== undefined);
