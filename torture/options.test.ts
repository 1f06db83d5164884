import { expect, test } from 'vitest';
import { readOptions } from './options.js';

test('how long it takes is told in seconds or minutes, not in both', () => {
  expect(readOptions([]).seconds).toBe(60);
  expect(readOptions(['--minutes', '30']).seconds).toBe(1_800);
  expect(readOptions(['--seconds=90']).seconds).toBe(90);
  expect(() => readOptions(['--seconds=90', '--minutes=2'])).toThrow('not both');
  expect(() => readOptions(['--minutes=half'])).toThrow('--minutes must be a whole number, not "half".');
});

test('a fault that there is not is named, with those that there are', () => {
  expect(readOptions(['--faults=kill,clock']).faults).toEqual(['kill', 'clock']);
  expect(() => readOptions(['--faults=flood'])).toThrow(/There is no fault "flood"; there are: kill, .*disk/);
});
