import { spawn } from 'node:child_process';

export interface CommandOptions {
  folder?: string;
  environment?: NodeJS.ProcessEnv;
  /** Ends the command early: Ctrl-C, or another part of the same start has failed. */
  signal?: AbortSignal;
}

/** A command that ended badly; the message holds the end of what it printed, which is where programs say why. */
export class CommandFailed extends Error {
  constructor(
    commandLine: string,
    readonly output: string,
  ) {
    super(`"${commandLine}" failed:\n${lastLines(output, 15)}`);
    this.name = 'CommandFailed';
  }
}

/** Runs a command to its end and answers what it printed. */
export async function runCommand(command: string, args: readonly string[], options: CommandOptions = {}): Promise<string> {
  const child = spawn(command, args, {
    cwd: options.folder,
    env: options.environment ?? process.env,
    signal: options.signal,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const collect = (chunk: string) => {
    output += chunk;
  };
  child.stdout.setEncoding('utf8').on('data', collect);
  child.stderr.setEncoding('utf8').on('data', collect);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code !== 0) throw new CommandFailed([command, ...args].join(' '), output);
  return output;
}

/** Whether a command exists and answers well; for looking what a machine has. */
export async function succeeds(command: string, ...args: string[]): Promise<boolean> {
  try {
    await runCommand(command, args);
    return true;
  } catch {
    return false;
  }
}

export function lastLines(text: string, count: number): string {
  return text.trimEnd().split('\n').slice(-count).join('\n');
}
