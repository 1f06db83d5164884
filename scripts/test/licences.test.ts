import { expect, test } from 'vitest';
import { type Exception, objections, type Package } from './licences.js';

const exception: Exception = { packages: /^font$/, licences: ['OFL-1.1'], reason: 'a font' };
const of = (name: string, licence: string | undefined, isDevelopment = false): Package => ({ name, licence, isDevelopment });
const font = of('font', 'OFL-1.1');

test('permissive licences pass, and expressions that leave a way to one', () => {
  const fine = ['MIT', '(MIT OR GPL-3.0-only)', 'Apache-2.0 AND BSD-3-Clause'].map((licence, index) => of(`p${index}`, licence));
  expect(objections([...fine, font], [exception])).toEqual([]);
});

test.each([['GPL-3.0-only'], ['MIT AND AGPL-3.0-only'], ['SEE LICENSE IN LICENSE'], ['UNLICENSED'], [undefined]])(
  '%s does not',
  (licence) => {
    expect(objections([of('p', licence), font], [exception])).toEqual([`p: ${licence ?? 'names no licence'}`]);
  },
);

test('an exception is for its packages, where it says so only in development, and as long as it is needed', () => {
  const tool: Exception = { packages: /^tool$/, licences: ['MPL-2.0'], developmentOnly: true, reason: 'a tool' };
  expect(objections([of('tool', 'MPL-2.0', true), font], [exception, tool])).toEqual([]);
  expect(objections([of('other', 'OFL-1.1'), font], [exception])).toEqual(['other: OFL-1.1']);
  expect(objections([of('tool', 'MPL-2.0')], [tool])).toEqual([
    'tool: MPL-2.0',
    'The exception for ^tool$ is needed by nothing.',
  ]);
});
