// `npm test`: every check there is, and one summary. `npm test -- lint types` runs only the steps named so, with what they need.
import { interruption } from './infra/interruption.js';
import { summary } from './test/report.js';
import { runSteps } from './test/run-steps.js';
import type { Step } from './test/step.js';
import { steps } from './test/steps.js';

/** Answers the exit code. */
export async function main(names: readonly string[]): Promise<number> {
  const chosen = names.length === 0 ? steps : choose(names);
  const { signal } = interruption();
  const undo: (() => Promise<void>)[] = [];
  const log = (line: string) => {
    console.log(line);
  };
  try {
    const outcomes = await runSteps(chosen, {
      environment: { ...process.env },
      log,
      signal,
      atEnd: (action) => undo.push(action),
    });
    if (signal.aborted) return 130;
    log(summary(outcomes));
    return outcomes.every(({ state }) => state === 'passed') ? 0 : 1;
  } finally {
    for (const action of undo.reverse()) await action();
  }
}

function choose(names: readonly string[]): Step[] {
  const unknown = names.find((name) => !steps.some((step) => step.name === name));
  if (unknown !== undefined)
    throw new Error(`There is no step "${unknown}"; there are: ${steps.map(({ name }) => name).join(', ')}.`);
  const wanted = new Set(names);
  // Needs stand before those who need them, so that one walk from the end finds all.
  for (const step of [...steps].reverse()) if (wanted.has(step.name)) for (const need of step.after ?? []) wanted.add(need);
  return steps.filter(({ name }) => wanted.has(name));
}
