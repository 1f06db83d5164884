import { CommandFailed } from '../infra/command.js';
import { seconds } from './report.js';
import { type Counts, type Step, type StepContext, StepFailed } from './step.js';

export interface Outcome {
  step: Step;
  state: 'passed' | 'failed' | 'not run';
  counts: Counts;
  milliseconds: number;
  /** Why it failed, in full. */
  output: string;
}

const coreCount = 2;

/** Runs the steps, as many at a time as there are cores for, each after those it needs. */
export async function runSteps(steps: readonly Step[], context: StepContext): Promise<Outcome[]> {
  const outcomes = new Map<string, Outcome>();
  const waiting = new Set(steps);
  const running = new Set<Promise<void>>();
  let busyCores = 0;

  const start = async (step: Step) => {
    busyCores += step.cores;
    const outcome = await runStep(step, context);
    busyCores -= step.cores;
    outcomes.set(step.name, outcome);
    report(outcome, context);
  };
  const needs = (step: Step) => (step.after ?? []).filter((name) => steps.some((other) => other.name === name));

  while (waiting.size > 0 || running.size > 0) {
    for (const step of waiting) {
      const failed = needs(step).find((name) => outcomes.has(name) && outcomes.get(name)?.state !== 'passed');
      const isReady = needs(step).every((name) => outcomes.has(name)) && busyCores + step.cores <= coreCount;
      if (failed === undefined && !isReady) continue;
      waiting.delete(step);
      if (failed !== undefined) {
        outcomes.set(step.name, notRun(step, failed));
        continue;
      }
      const run: Promise<void> = start(step).finally(() => running.delete(run));
      running.add(run);
    }
    if (running.size > 0) await Promise.race(running);
  }
  return steps.flatMap((step) => outcomes.get(step.name) ?? []);
}

async function runStep(step: Step, context: StepContext): Promise<Outcome> {
  const started = Date.now();
  const base = () => ({ step, milliseconds: Date.now() - started });
  try {
    const counts = (await step.run(context)) ?? { passed: 1, failed: 0 };
    return { ...base(), state: 'passed', counts, output: '' };
  } catch (error) {
    const counts = error instanceof StepFailed ? error.counts : { passed: 0, failed: 1 };
    return { ...base(), state: 'failed', counts, output: outputOf(error) };
  }
}

function outputOf(error: unknown): string {
  if (error instanceof CommandFailed) return error.output;
  return error instanceof Error ? error.message : String(error);
}

function notRun(step: Step, cause: string): Outcome {
  return { step, state: 'not run', counts: { passed: 0, failed: 1 }, milliseconds: 0, output: `"${cause}" did not pass.` };
}

function report({ step, state, milliseconds, output }: Outcome, { log, signal }: StepContext): void {
  if (signal.aborted) return;
  log(`${state === 'passed' ? '✓' : '✗'} ${step.name} (${seconds(milliseconds)})`);
  if (output) log(output.replace(/^/gm, '    '));
}
