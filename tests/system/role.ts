import { type ChildProcess, spawn } from 'node:child_process';
import { z } from 'zod';
import { until } from '../process.js';

type Options = {
  /** The program, a source file. */
  program?: string;
  env: NodeJS.ProcessEnv;
  /** Where its output goes: a file's descriptor, or that of the caller. */
  output?: number | 'inherit';
  /** Modules that are loaded before it. */
  imports?: readonly string[];
};

/** A process of the program, from its sources; it ends with the one who has started it. */
export function launch({ program = 'services/main.ts', env, output = 'inherit', imports = [] }: Options): ChildProcess {
  const preloaded = ['tsx', ...imports].flatMap((name) => ['--import', name]);
  const child = spawn(process.execPath, [...preloaded, program], { env, stdio: ['ignore', output, output] });
  const end = () => child.kill('SIGKILL');
  process.once('exit', end);
  child.once('exit', () => process.off('exit', end));
  return child;
}

export const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null;

/** Sends the signal, and waits for the end. */
export async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (hasEnded(child)) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await gone;
}

/** Waits until its admin port says that it is ready; throws where it ends before. */
export const becomesReady = (child: ChildProcess, name: string, adminPort: string | number | undefined, seconds = 180) =>
  until(
    `${name} is ready`,
    async () => {
      if (hasEnded(child)) throw new Error(`${name} ended with ${child.exitCode ?? child.signalCode}.`);
      const answer = await fetch(`http://localhost:${adminPort}/health/ready`, { signal: AbortSignal.timeout(2_000) }).catch(
        () => undefined,
      );
      return answer?.ok;
    },
    seconds,
  );

/** A token by the direct grant that only the development realm has. */
export async function passwordToken(realmUrl: string, login: string): Promise<string> {
  const body = new URLSearchParams({
    grant_type: 'password',
    client_id: 'atrium-cli',
    username: login,
    password: 'atrium',
    scope: 'openid',
  });
  const response = await fetch(`${realmUrl}/protocol/openid-connect/token`, {
    method: 'POST',
    body,
    signal: AbortSignal.timeout(30_000),
  });
  const answer = z.object({ access_token: z.string() }).safeParse(await response.json());
  if (!answer.success) throw new Error(`Keycloak gave ${login} no token (${response.status}).`);
  return answer.data.access_token;
}
