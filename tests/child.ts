import { fork } from 'node:child_process';
import { once } from 'node:events';

/** Runs a program of the tests as a process of its own, which may be frozen and killed; it tells its lines by `process.send`. */
export async function child(file: URL, env: Record<string, string>) {
  const process_ = fork(file, { execArgv: ['--import', 'tsx'], env: { ...process.env, ...env }, serialization: 'json' });
  const told: unknown[] = [];
  process_.on('message', (message) => told.push(message));
  const gone = once(process_, 'exit');
  return {
    told,
    signal: (signal: NodeJS.Signals) => {
      process_.kill(signal);
    },
    send: (message: string) => {
      process_.send(message);
    },
    async end() {
      if (process_.exitCode === null && process_.signalCode === null) process_.kill('SIGKILL');
      await gone;
    },
  };
}
