import { expect, test } from 'vitest';
import { peopleSearch, toCel } from './people-filter';

test('an address keeps what is understood of it', () => {
  expect(peopleSearch({ q: '김민지', department: 7, who: 'left', view: 'structure', other: 'x' })).toEqual({
    q: '김민지',
    department: '7',
    who: 'left',
    view: 'structure',
  });
  expect(peopleSearch({ q: '', department: '0', who: 'working', view: 'list' })).toEqual({});
  expect(peopleSearch({ department: '1" || true', who: ['left'] })).toEqual({});
});

test('the list shows those who work here unless asked otherwise', () => {
  expect(toCel({})).toBe('status in ["active", "invited"] && !guest');
  expect(toCel({ who: 'everyone' })).toBe('');
  expect(toCel({ who: 'left', department: '7' })).toBe('status == "deactivated" && "under:7" in place');
});
