import { expect, test } from 'vitest';
import { summary } from './report.js';
import { runSteps } from './run-steps.js';
import { type Step, StepFailed } from './step.js';

const context = { environment: {}, log: () => undefined, signal: new AbortController().signal, atEnd: () => undefined };
const run = (...steps: Step[]) => runSteps(steps, context);

/** A step that notes when it starts and ends. */
function noting(notes: string[], name: string, cores: Step['cores'], after: string[] = []): Step {
  return {
    name,
    cores,
    after,
    run: async () => {
      notes.push(`${name} starts`);
      await new Promise((resolve) => setTimeout(resolve, 10));
      notes.push(`${name} ends`);
      return undefined;
    },
  };
}

const failing = (name: string, after: string[] = []): Step => ({
  name,
  cores: 1,
  after,
  run: () => Promise.reject(new Error(`${name} is wrong`)),
});

test('a step starts when those it needs have passed', async () => {
  const notes: string[] = [];
  await run(noting(notes, 'generate', 1), noting(notes, 'types', 1, ['generate']));
  expect(notes).toEqual(['generate starts', 'generate ends', 'types starts', 'types ends']);
});

test('two light steps share the cores, a heavy one has them for itself', async () => {
  const notes: string[] = [];
  await run(noting(notes, 'a', 1), noting(notes, 'b', 1), noting(notes, 'heavy', 2));
  expect(notes.slice(0, 2)).toEqual(['a starts', 'b starts']);
  expect(notes.slice(4)).toEqual(['heavy starts', 'heavy ends']);
});

test('a step whose need has failed is not run, nor is what needs it, and the rest goes on', async () => {
  const notes: string[] = [];
  const outcomes = await run(
    failing('build'),
    noting(notes, 'tests', 1, ['build']),
    noting(notes, 'report', 1, ['tests']),
    noting(notes, 'lint', 1),
  );
  expect(outcomes.map(({ state }) => state)).toEqual(['failed', 'not run', 'not run', 'passed']);
  expect(notes).toEqual(['lint starts', 'lint ends']);
});

test('the summary ends with the sum of all tests, a step without tests counting as one', async () => {
  const tests: Step = { name: 'tests', cores: 1, run: () => Promise.reject(new StepFailed('…', { passed: 41, failed: 2 })) };
  const outcomes = await run({ name: 'format', cores: 1, run: () => Promise.resolve(undefined) }, tests);
  expect(summary(outcomes).split('\n').at(-1)).toBe('42 passed, 2 failed');
});

test('tests that passed at a second try only are named', async () => {
  const counts = { passed: 3, failed: 0, secondTries: ['kit/lease.test.ts > two holders'] };
  const outcomes = await run({ name: 'tests', cores: 1, run: () => Promise.resolve(counts) });
  expect(summary(outcomes)).toMatch(/3 passed, 0 failed\n +at the second try: kit\/lease.test.ts > two holders\n/);
});
