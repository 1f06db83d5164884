import { expect, test } from 'vitest';
import { reasonOf, subjectOf } from './import-words';

const problem = (reason: string, text: string) => ({ reason, text, field: 'email', fatal: true });

test('a problem names what of the file it is about', () => {
  expect(subjectOf(problem('BAD_EMAIL', '"anna at example" is no e-mail address.'))).toEqual({ value: 'anna at example' });
  expect(subjectOf(problem('DUPLICATE_EMAIL', 'Line 12 has anna@example.com already.'))).toEqual({ line: 12 });
  expect(subjectOf(problem('NAME_REQUIRED', 'A person needs a name.'))).toEqual({});
});

test('a reason of a later server has no words here', () => {
  expect(reasonOf(problem('BAD_EMAIL', ''))).toBe('BAD_EMAIL');
  expect(reasonOf(problem('WRONG_MOON', ''))).toBeUndefined();
});
