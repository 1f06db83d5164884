import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { abilityOf } from '../../kit/ability.js';
import type { Actor, Permission } from '../../kit/actor.js';
import { Refusal } from '../../kit/errors.js';
import { type Action, actions, allow } from './actions.js';
import { carriedOver } from './carry-over.js';
import { addItem } from './checklist.js';
import { acceptDeadline, moveDeadline, proposeDeadline, refuseDeadline } from './deadline.js';
import { review } from './someday.js';
import { awaitedOf, create, delegate, mentions, remove, restore, type Task, unwatch, update, watch } from './task.js';
import {
  accept,
  commented,
  complete,
  decline,
  defer,
  giveBack,
  handOver,
  pause,
  rate,
  react,
  resume,
  see,
  start,
} from './work.js';

const now = new Date('2026-11-23T09:00:00Z');
const later = new Date('2026-11-24T18:00:00Z');
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

type Unstored = Omit<Task, 'readers' | 'deadlineOrder' | 'version' | 'changedAt'>;

/** As the store would have it: readers are the participants and the departments above them. */
const stored = (task: Unstored): Task => ({
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
    [
      'the creator directs',
      creator,
      {},
      [
        'update',
        'delegate',
        'complete',
        'defer',
        'move_deadline',
        'checklist',
        'comment',
        'copy',
        'carry_over',
        'watch',
        'delete',
      ],
    ],
    [
      'the assignee works, and has not seen it yet',
      assignee,
      {},
      [
        'delegate',
        'see',
        'start',
        'complete',
        'defer',
        'decline',
        'hand_over',
        'propose_deadline',
        'checklist',
        'comment',
        'copy',
        'carry_over',
        'watch',
      ],
    ],
    [
      'a co-executor through their department works',
      helper,
      {},
      ['start', 'complete', 'hand_over', 'propose_deadline', 'checklist', 'comment', 'copy', 'watch'],
    ],
    [
      'a head does not direct what another has set them',
      head,
      { assignee: 'head' },
      [
        'delegate',
        'see',
        'start',
        'complete',
        'defer',
        'decline',
        'hand_over',
        'propose_deadline',
        'checklist',
        'comment',
        'copy',
        'carry_over',
        'watch',
      ],
    ],
    ['an observer comments, and may stop watching', observer, {}, ['comment', 'copy', 'unwatch']],
    [
      'who leads a department of the people in it directs',
      head,
      {},
      [
        'update',
        'delegate',
        'complete',
        'defer',
        'move_deadline',
        'checklist',
        'comment',
        'copy',
        'carry_over',
        'watch',
        'delete',
      ],
    ],
    [
      'what is done waits for the creator',
      creator,
      { status: 'awaiting_acceptance' },
      ['update', 'accept', 'return', 'move_deadline', 'checklist', 'comment', 'copy', 'watch', 'delete'],
    ],
    [
      'what is completed is rated by who set it',
      creator,
      { status: 'completed' },
      ['update', 'return', 'rate', 'comment', 'copy', 'watch', 'delete'],
    ],
    [
      'what was carried over goes on as its next part',
      creator,
      { status: 'completed', nextPart: 2 },
      ['update', 'rate', 'comment', 'copy', 'watch', 'delete'],
    ],
    [
      'what was declined is given to another, or back',
      creator,
      { status: 'declined' },
      ['update', 'delegate', 'return', 'move_deadline', 'checklist', 'comment', 'copy', 'watch', 'delete'],
    ],
    ['who declined has no more to do with it', assignee, { status: 'declined' }, ['comment', 'copy', 'watch']],
    ['what is deferred is taken up again', assignee, { status: 'deferred' }, ['resume', 'comment', 'copy', 'watch']],
    [
      'a movable deadline is moved by the assignee, who then need not ask',
      assignee,
      { status: 'in_progress', deadlineMovable: true },
      [
        'delegate',
        'pause',
        'complete',
        'defer',
        'decline',
        'hand_over',
        'move_deadline',
        'checklist',
        'comment',
        'copy',
        'carry_over',
        'watch',
      ],
    ],
    [
      'what was handed over waits for a reaction',
      creator,
      { handover: { by: 'assignee', at: now } },
      [
        'update',
        'delegate',
        'complete',
        'defer',
        'react',
        'move_deadline',
        'checklist',
        'comment',
        'copy',
        'carry_over',
        'watch',
        'delete',
      ],
    ],
    ['the assignee does not accept their own work', assignee, { status: 'awaiting_acceptance' }, ['comment', 'copy', 'watch']],
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

  test('the first deadline stays known, and every move after it is counted', () => {
    const set = update(task(), { deadline: now }, { actor: creator, now });
    expect(set).toMatchObject({ deadline: now, firstDeadline: now });
    expect(set.deadlineMoves).toBeUndefined();
    const moved = moveDeadline(set, { deadline: later, text: '' }, { actor: creator, now });
    expect(moved).toMatchObject({ deadline: later, firstDeadline: now, deadlineMoves: 1 });
    expect(update(moved, { deadline: later }, { actor: creator, now }).deadlineMoves).toBe(1);
  });

  test('an assignee moves a movable deadline only to a time, and with a reason', () => {
    const movable = task({ deadlineMovable: true });
    expect(() => moveDeadline(movable, { text: 'Ill' }, { actor: assignee, now })).toThrow(reason('DEADLINE_REQUIRED'));
    expect(() => moveDeadline(movable, { deadline: later, text: '' }, { actor: assignee, now })).toThrow(
      reason('COMMENT_REQUIRED'),
    );
    expect(moveDeadline(movable, { deadline: later, text: 'Ill' }, { actor: assignee, now }).deadline).toBe(later);
  });

  test('a proposed deadline waits for the creator, and is gone once they decide or move it themselves', () => {
    const asked = proposeDeadline(task({ deadline: now }), { deadline: later, text: 'Ill' }, { actor: assignee, now });
    expect(awaitedOf(asked)).toEqual({ awaited: 'deadline', awaitedSince: now });
    expect(acceptDeadline(asked, { actor: creator, now })).toMatchObject({ deadline: later, deadlineMoves: 1 });
    expect(refuseDeadline(asked, { actor: creator, now })).toMatchObject({ deadline: now });
    for (const decided of [
      acceptDeadline(asked, { actor: creator, now }),
      refuseDeadline(asked, { actor: creator, now }),
      moveDeadline(asked, { deadline: new Date('2026-12-01'), text: '' }, { actor: creator, now }),
      complete(asked, { actor: assignee, now }),
    ])
      expect(decided.deadlineProposal).toBeUndefined();
  });

  test('what was handed over waits until the creator has answered, by another deadline where they give one', () => {
    const handed = handOver(task(), { text: 'A draft' }, { actor: assignee, now });
    expect(awaitedOf(handed)).toEqual({ awaited: 'reaction', awaitedSince: now });
    const answered = react(handed, { text: 'Shorter, please', deadline: later }, { actor: creator, now });
    expect(answered).toMatchObject({ status: 'new', deadline: later });
    expect(awaitedOf(answered).awaited).toBeUndefined();
  });

  test.each<[string, () => Task]>([
    ['to decline', () => decline(task(), { text: '' }, { actor: assignee, now })],
    ['to hand over', () => handOver(task(), { text: '' }, { actor: assignee, now })],
    ['to react', () => react(task({ handover: { by: 'assignee', at: now } }), { text: '' }, { actor: creator, now })],
    ['to rate negatively', () => rate(task({ status: 'completed' }), { value: 'negative', text: '' }, { actor: creator, now })],
  ])('it takes a word %s', (_, act) => {
    expect(act).toThrow(reason('COMMENT_REQUIRED'));
  });

  test('work that comes back is no longer rated, and how often it came back is counted', () => {
    const accepted = accept(task({ status: 'awaiting_acceptance' }), { value: 'positive', text: '' }, { actor: creator, now });
    expect(accepted).toMatchObject({ status: 'completed', rating: { value: 'positive', by: 'creator' } });
    const back = giveBack(accepted, { actor: creator, now });
    expect(back).toMatchObject({ status: 'pending', returns: 1 });
    expect(back.rating).toBeUndefined();
    expect(giveBack(task({ status: 'declined' }), { actor: creator, now }).returns).toBeUndefined();
  });

  test('seeing, and deleting, twice changes nothing the second time', () => {
    const seen = see(task(), { actor: assignee, now });
    expect(see(seen, { actor: assignee, now })).toBe(seen);
    const gone = remove(task(), { actor: creator, now });
    expect(remove(gone, { actor: creator, now })).toBe(gone);
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
  accept: (state, actor) => accept(state, { value: 'positive', text: '' }, { actor, now }),
  return: (state, actor) => giveBack(state, { actor, now }),
  defer: (state, actor) => defer(state, { actor, now }),
  resume: (state, actor) => resume(state, { actor, now }),
  decline: (state, actor) => decline(state, { text: 'Not mine' }, { actor, now }),
  hand_over: (state, actor) => handOver(state, { text: 'A draft' }, { actor, now }),
  react: (state, actor) => react(state, { text: 'Go on', deadline: later }, { actor, now }),
  rate: (state, actor) => rate(state, { value: 'negative', text: 'Late' }, { actor, now }),
  move_deadline: (state, actor) => moveDeadline(state, { deadline: later, text: 'Ill' }, { actor, now }),
  propose_deadline: (state, actor) => proposeDeadline(state, { deadline: later, text: 'Ill' }, { actor, now }),
  accept_deadline: (state, actor) => acceptDeadline(state, { actor, now }),
  refuse_deadline: (state, actor) => refuseDeadline(state, { actor, now }),
  checklist: (state, actor) => addItem(state, { text: 'Step', assignee: '' }, { parent: 0, before: 0 }, { actor, now }),
  comment: (state, actor) => commented(state, { actor, now }),
  // The copy is another task; this one stays as it is.
  copy: (state, actor) => {
    allow(state, actor, 'copy');
    return state;
  },
  carry_over: (state, actor) => carriedOver(state, 2, { deadline: state.deadline }, { actor, now }),
  review: (state, actor) => review(state, { actor, now }),
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
        for (const action of ['restore', 'resume', 'return', 'complete', 'accept'] as const)
          if (actions(state, creator).includes(action)) state = stored(verbs[action](state, creator));
        expect(state).toMatchObject({ status: 'completed' });
      }),
    );
  });

  test('what waits for somebody can be settled by the creator, and nothing closed waits', () => {
    fc.assert(
      fc.property(walks, fc.boolean(), (steps, acceptance) => {
        const state = walk(steps, acceptance);
        const { awaited, awaitedSince } = awaitedOf(state);
        expect(awaited === undefined).toBe(awaitedSince === undefined);
        if (!awaited || state.deletedAt) return;
        const settles = { acceptance: 'accept', reaction: 'react', deadline: 'accept_deadline', decision: 'return' } as const;
        expect(actions(state, creator)).toContain(settles[awaited]);
        expect(state.status).not.toBe('completed');
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
