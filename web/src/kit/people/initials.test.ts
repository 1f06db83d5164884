import { expect, test } from 'vitest';
import { hueOf, initials } from './initials';

test('names of three scripts shorten as their readers expect', () => {
  expect(initials('Anna Kim')).toBe('AK');
  expect(initials('Соколов Борис Петрович')).toBe('СП');
  expect(initials('김민지')).toBe('민지');
  expect(initials('남궁 민수')).toBe('민수');
  expect(initials('guest')).toBe('G');
});

test('a person keeps their colour', () => {
  expect(hueOf('a-subject', 6)).toBe(hueOf('a-subject', 6));
  expect(hueOf('', 6)).toBe(0);
});
