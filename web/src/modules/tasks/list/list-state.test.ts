import { expect, test } from 'vitest';
import {
  isSameState,
  type ListState,
  ownViews,
  readSearch,
  searchOf,
  stateOf,
  stateOfOwnView,
  stateOfView,
  usualColumns,
  viewOfState,
} from './list-state';

const state: ListState = {
  filter: { role: 'creator', status: ['new', 'completed'], due: 'week', tag: 'R&D', awaited: 'reaction' },
  q: 'chairs',
  sort: { id: 'deadline', descending: true },
  layout: 'board',
  columns: ['deadline', 'tags'],
};

test('a state goes to the address and back', () => {
  expect(isSameState(stateOf(searchOf(state, '12')), state)).toBe(true);
  const everything: ListState = { filter: { status: [] }, q: '', layout: 'table', columns: usualColumns };
  expect(isSameState(stateOf(searchOf(everything, undefined)), everything)).toBe(true);
});

test("an address that says nothing shows one's own tasks", () => {
  expect(stateOf({})).toEqual(stateOfOwnView('mine'));
  expect(stateOf({ view: 'done' })).toEqual(stateOfOwnView('done'));
});

test('an address that says nonsense narrows nothing', () => {
  expect(stateOf(readSearch({ role: 'boss', status: 'frozen', due: 7, colour: 'red' })).filter).toMatchObject({
    role: undefined,
    status: [],
    due: undefined,
  });
});

test('a view keeps a state but for the words that were searched', () => {
  const kept = { ...viewOfState(state), id: '3', version: '1', name: 'R&D', owner: 'anna', shared: true, allowedActions: [] };
  expect(isSameState(stateOfView(kept), { ...state, q: '' })).toBe(true);
});

test('the views that everybody has differ from each other', () => {
  const states = Object.keys(ownViews).map((view) => JSON.stringify(stateOf({ view })));
  expect(new Set(states).size).toBe(states.length);
});
