import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { lastLines, succeeds } from './command.js';
import type { Running } from './part.js';
import { identify, isRunning } from './process-identity.js';

export interface ProcessSettings {
  /** For people: "Kafka". */
  title: string;
  /** For files: NAME.log and NAME.pid. */
  name: string;
  command: string;
  args: readonly string[];
  environment?: NodeJS.ProcessEnv;
  workingFolder?: string;
  /** Where the log and the process id are written. */
  folder: string;
  /** Asks the process by its real protocol; a rejection means "not yet", like false. */
  isReady: () => Promise<boolean>;
  /** How long it may take to become ready. */
  patienceSeconds: number;
  signal?: AbortSignal;
}

export interface ManagedProcess extends Running {
  pid: number;
}

const pollEveryMilliseconds = 100;
const stopPatienceMilliseconds = 20_000;

/**
 * Starts a server and waits until it answers. It has its own process group, so that Ctrl-C in a terminal reaches only us and we stop what we
 * started in our order; and the system ends it should we die without a chance to.
 */
export async function startProcess(settings: ProcessSettings): Promise<ManagedProcess> {
  settings.signal?.throwIfAborted();
  mkdirSync(settings.folder, { recursive: true });
  const pidFile = join(settings.folder, `${settings.name}.pid`);
  const logFile = join(settings.folder, `${settings.name}.log`);

  const log = openSync(logFile, 'w');
  const [command, ...args] = [...(await diesWithParent()), settings.command, ...settings.args];
  const child = spawn(command ?? settings.command, args, {
    detached: true,
    cwd: settings.workingFolder,
    stdio: ['ignore', log, log],
    env: settings.environment ?? process.env,
  });
  closeSync(log);
  let hasEnded = false;
  const ended = new Promise<void>((resolve) => {
    const finish = () => {
      hasEnded = true;
      rmSync(pidFile, { force: true });
      resolve();
    };
    child.once('exit', finish);
    child.once('error', finish);
  });
  const { pid } = child;
  if (pid === undefined) throw new Error(`${settings.title} could not be started: there is no command "${settings.command}".`);
  writeFileSync(pidFile, JSON.stringify(identify(pid) ?? { pid, startedAt: 0 }));

  const managed: ManagedProcess = {
    title: settings.title,
    pid,
    ended,
    lastWords: () => (existsSync(logFile) ? lastLines(readFileSync(logFile, 'utf8'), 20) : ''),
    stop: async () => {
      if (!hasEnded) child.kill('SIGTERM');
      const hurry = setTimeout(() => child.kill('SIGKILL'), stopPatienceMilliseconds);
      await ended;
      clearTimeout(hurry);
    },
  };
  try {
    await becomesReady(settings, () => hasEnded, managed);
  } catch (error) {
    await managed.stop();
    throw error;
  }
  return managed;
}

async function becomesReady(
  settings: ProcessSettings,
  hasEnded: () => boolean,
  { title, lastWords }: ManagedProcess,
): Promise<void> {
  const deadline = Date.now() + settings.patienceSeconds * 1000;
  while (!(await settings.isReady().catch(() => false))) {
    settings.signal?.throwIfAborted();
    if (hasEnded()) throw new Error(`${title} stopped while starting. The end of its log:\n${lastWords()}`);
    if (Date.now() > deadline)
      throw new Error(`${title} was not ready within ${settings.patienceSeconds} s. The end of its log:\n${lastWords()}`);
    await sleep(pollEveryMilliseconds);
  }
}

const pidFileContent = z.object({ pid: z.number(), startedAt: z.number() });

/** Ends what an earlier run had no chance to stop: only the very processes that it wrote down, never another with the same id. */
export async function stopLeftovers(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const pidFiles = readdirSync(folder).filter((file) => file.endsWith('.pid'));
  await Promise.all(pidFiles.map((file) => stopLeftover(join(folder, file))));
}

async function stopLeftover(pidFile: string): Promise<void> {
  const leftover = pidFileContent.parse(JSON.parse(readFileSync(pidFile, 'utf8')));
  const deadline = Date.now() + stopPatienceMilliseconds;
  if (isRunning(leftover)) process.kill(leftover.pid, 'SIGTERM');
  while (isRunning(leftover)) {
    if (Date.now() > deadline) process.kill(leftover.pid, 'SIGKILL');
    await sleep(pollEveryMilliseconds);
  }
  rmSync(pidFile, { force: true });
}

let prefix: Promise<string[]> | undefined;

/** Linux sends a process a signal when its parent dies, if asked to by this tool; elsewhere servers outlive a killed parent until the next start. */
function diesWithParent(): Promise<string[]> {
  prefix ??= succeeds('setpriv', '--pdeathsig', 'TERM', 'true').then((works) =>
    works ? ['setpriv', '--pdeathsig', 'TERM', '--'] : [],
  );
  return prefix;
}
