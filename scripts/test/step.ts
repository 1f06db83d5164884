import type { Log } from '../infra/progress.js';

export interface Counts {
  passed: number;
  failed: number;
  /** Tests that passed, but at a second try only. */
  secondTries?: readonly string[];
}

export interface StepContext {
  /** For the commands of the steps; a step may add to it what later ones need. */
  environment: NodeJS.ProcessEnv;
  log: Log;
  signal: AbortSignal;
  /** What must be undone when all is over. */
  atEnd: (undo: () => Promise<void>) => void;
}

/** One line of the table of checks. */
export interface Step {
  name: string;
  /** How many of two cores it keeps busy: never more than two are in use. */
  cores: 0 | 1 | 2;
  /** What must have passed before. */
  after?: readonly string[];
  /** Rejects where the check fails, with an error that says why. Answers counts where it holds many tests. */
  run: (context: StepContext) => Promise<Counts | undefined>;
}

/** A check of many tests, some of which have failed. */
export class StepFailed extends Error {
  constructor(
    output: string,
    readonly counts: Counts,
  ) {
    super(output);
    this.name = 'StepFailed';
  }
}
