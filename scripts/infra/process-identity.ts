import { readFileSync } from 'node:fs';

/** A process id alone may be given to another process later; together with the moment it started it names one process for good. */
export interface ProcessIdentity {
  pid: number;
  /** Clock ticks since the system's start; 0 where the system does not tell, and then nothing is ever taken for this process. */
  startedAt: number;
}

/** The living process with this id; undefined where there is none. */
export function identify(pid: number): ProcessIdentity | undefined {
  try {
    // The name, in parentheses, may hold anything; the fields behind it are numbers. The start is the 22nd field, the 20th behind the name.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return state === 'Z' ? undefined : { pid, startedAt: Number(fields[18]) };
  } catch {
    return undefined;
  }
}

/** Whether the very process that was written down still runs. */
export function isRunning({ pid, startedAt }: ProcessIdentity): boolean {
  return startedAt > 0 && identify(pid)?.startedAt === startedAt;
}
