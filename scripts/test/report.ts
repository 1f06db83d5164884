import type { Outcome } from './run-steps.js';

export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

/** One table of all steps; its last line is for those who only count. */
export function summary(outcomes: readonly Outcome[]): string {
  const marks = { passed: '✓', failed: '✗', 'not run': '–' };
  const width = Math.max(...outcomes.map(({ step }) => step.name.length));
  const rows = outcomes.map(({ step, state, counts, milliseconds }) => {
    const tests = counts.passed + counts.failed > 1 ? `${counts.passed} passed, ${counts.failed} failed` : state;
    const again = (counts.secondTries ?? []).map((name) => `\n      at the second try: ${name}`).join('');
    return `  ${marks[state]} ${step.name.padEnd(width)}  ${seconds(milliseconds).padStart(8)}  ${tests}${again}`;
  });
  const passed = outcomes.reduce((sum, { counts }) => sum + counts.passed, 0);
  const failed = outcomes.reduce((sum, { counts }) => sum + counts.failed, 0);
  return ['', ...rows, '', `${passed} passed, ${failed} failed`].join('\n');
}
