import type { ChildProcess } from 'node:child_process';
import { openSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { becomesReady, end, hasEnded, launch } from '../tests/system/role.js';
import type { Recorder } from './history.js';

type Options = {
  /** "tasks 2" */
  name: string;
  program: string;
  env: Record<string, string | undefined>;
  imports: readonly string[];
  logFile: string;
  adminPort: number;
  recorder: Recorder;
};

/** One process of a role, looked after as Kubernetes does: one that ends is started again. */
export type RoleProcess = {
  readonly name: string;
  readonly adminPort: number;
  pid(): number | undefined;
  signal(signal: NodeJS.Signals): void;
  /** By how many milliseconds its clock is wrong. */
  setClock(wrongBy: number): Promise<void>;
  /** Ends it, and leaves it ended. */
  end(signal: NodeJS.Signals): Promise<void>;
  /** Starts it, and waits until it is ready. */
  start(): Promise<void>;
  ready(seconds?: number): Promise<void>;
  stop(): Promise<void>;
};

const AGAIN_MILLISECONDS = 1_000;
/** A machine that is busy starting everything at once needs patience; one process that has been harmed does not. */
const FIRST_SECONDS = 300;
/** Longer than any server is away, with other harm going on. */
const READY_SECONDS = 120;

export function roleProcess({ name, program, env, imports, logFile, adminPort, recorder }: Options): RoleProcess {
  const output = openSync(logFile, 'a');
  const clockFile = `${logFile}.clock`;
  let child: ChildProcess | undefined;
  /** Whether it is meant to run. */
  let wanted = false;
  let wasReady = false;
  let everReady = false;

  function run(): void {
    wasReady = false;
    const launched = launch({
      program,
      env: { ...process.env, TORTURE_CLOCK: clockFile, ...env },
      imports: ['./torture/clock.ts', ...imports],
      output,
    });
    child = launched;
    launched.once('exit', (code, signal) => {
      if (!wanted || child !== launched) return;
      // Starting without a server that it needs it may end: it then is started anew until it finds it.
      recorder.incident({
        at: recorder.now(),
        process: name,
        what: `${wasReady ? 'ended by itself' : 'ended while starting'} with ${code ?? signal}`,
        serious: wasReady,
      });
      setTimeout(() => {
        if (wanted && child === launched) run();
      }, AGAIN_MILLISECONDS);
    });
  }

  async function ready(seconds = everReady ? READY_SECONDS : FIRST_SECONDS): Promise<void> {
    const end_ = performance.now() + seconds * 1000;
    for (;;) {
      const current = child;
      if (current && !hasEnded(current)) {
        const left = (end_ - performance.now()) / 1000;
        const outcome = await becomesReady(current, name, adminPort, left).then(
          () => 'ready' as const,
          () => 'not ready' as const,
        );
        if (outcome === 'ready') {
          wasReady = true;
          everReady = true;
          return;
        }
      }
      if (performance.now() > end_) throw new Error(`${name} was not ready within ${seconds} s; its log is ${logFile}.`);
      await sleep(100);
    }
  }

  return {
    name,
    adminPort,
    pid: () => child?.pid,
    signal: (signal) => {
      child?.kill(signal);
    },
    setClock: (wrongBy) => writeFile(clockFile, String(wrongBy)),
    async end(signal) {
      wanted = false;
      if (child) await end(child, signal);
    },
    async start() {
      wanted = true;
      run();
      await ready();
    },
    ready,
    async stop() {
      wanted = false;
      if (!child) return;
      child.kill('SIGCONT');
      const impatience = setTimeout(() => child?.kill('SIGKILL'), 20_000);
      await end(child, 'SIGTERM');
      clearTimeout(impatience);
    },
  };
}
