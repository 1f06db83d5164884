import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from './log.js';

/** A part of the process that starts and stops: a server, a consumer, a connection, a role. */
export type Module = {
  readonly name: string;
  start?(): Promise<void> | void;
  stop?(): Promise<void> | void;
  /** Why the module cannot serve now; undefined when it can. */
  ready?(): string | undefined;
};

export type Lifecycle = {
  /** Modules start in the order they were added and stop in reverse. */
  add(module: Module): void;
  /** If a module fails, stops those started before it, in reverse, and rejects naming the module. */
  start(): Promise<void>;
  /** Not ready at once, then the delay, then each module; never rejects. A second call waits for the first. */
  stop(): Promise<void>;
  /** Why the process cannot serve now, one sentence each; empty when it can. */
  notReady(): string[];
  /** Whether it has been told to stop; for the delay it serves on. */
  isStopping(): boolean;
  /** Stops on SIGTERM and SIGINT, exits at once on the second, and stops with exit code 1 after an uncaught error. */
  onSignals(): void;
};

type Options = {
  /** How long a stopping process goes on serving, so that load balancers notice. */
  shutdownDelaySeconds: number;
  /** How long each module may take to stop. */
  stopSeconds?: number;
};

export function createLifecycle(log: Log, { shutdownDelaySeconds, stopSeconds = 15 }: Options): Lifecycle {
  const modules: Module[] = [];
  const started: Module[] = [];
  let state: 'starting' | 'running' | 'stopping' = 'starting';
  let starting: Promise<void> | undefined;
  let stopping: Promise<void> | undefined;

  async function startAll(): Promise<void> {
    for (const module of modules) {
      if (state === 'stopping') throw new Error('The process was stopped while it was starting.');
      try {
        await module.start?.();
      } catch (error) {
        await stopStarted();
        throw new Error(`${module.name} did not start: ${reasonOf(error)}`, { cause: error });
      }
      started.push(module);
    }
    if (state === 'starting') state = 'running';
  }

  async function stopStarted(): Promise<void> {
    state = 'stopping';
    for (let module = started.pop(); module; module = started.pop()) await stopOne(module);
  }

  /** A module in the middle of starting is waited for, so that it can be stopped; who called start() hears of a failure. */
  async function waitForStart(): Promise<void> {
    await withinSeconds(stopSeconds, starting).catch(() => undefined);
  }

  async function stopOne(module: Module): Promise<void> {
    try {
      await withinSeconds(stopSeconds, module.stop?.());
    } catch (error) {
      log.error({ err: error }, `${module.name} did not stop cleanly`);
    }
  }

  async function stopAll(): Promise<void> {
    const served = state === 'running';
    state = 'stopping';
    if (served && shutdownDelaySeconds > 0) {
      log.info(`Serving for another ${shutdownDelaySeconds} s while load balancers notice, then stopping`);
      await sleep(shutdownDelaySeconds * 1000);
    }
    await waitForStart();
    await stopStarted();
  }

  const lifecycle: Lifecycle = {
    add: (module) => {
      modules.push(module);
    },
    start: () => (starting ??= startAll()),
    stop: () => (stopping ??= stopAll()),
    isStopping: () => state === 'stopping',
    notReady: () => {
      if (state === 'stopping') return ['The process is stopping.'];
      const waiting = modules.filter((module) => !started.includes(module)).map((module) => `${module.name} has not started.`);
      const reasons = started.flatMap((module) => {
        const reason = module.ready?.();
        return reason === undefined ? [] : [`${module.name}: ${reason}`];
      });
      return [...waiting, ...reasons];
    },
    onSignals: () => listen(lifecycle, log),
  };
  return lifecycle;
}

function listen(lifecycle: Lifecycle, log: Log): void {
  let signalled = false;
  const leave = async (code: number) => {
    // Kept where stopping ends well: an error on the way makes the whole exit a failure.
    process.exitCode = process.exitCode || code;
    await lifecycle.stop();
    process.exit();
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      log.info(signalled ? `${signal} again: exiting at once` : `${signal}: stopping`);
      if (signalled) process.exit(1);
      signalled = true;
      void leave(0);
    });
  }
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'Stopping after an error that nothing caught');
    void leave(1);
  });
  process.on('unhandledRejection', (reason) => {
    log.fatal({ err: reason }, 'Stopping after a rejected promise that nothing awaited');
    void leave(1);
  });
}

async function withinSeconds(limit: number, work: Promise<void> | void): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`It took longer than ${limit} s.`)), limit * 1000);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
