import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A port of this machine that leads to a Service of the cluster, until it is closed. */
export interface Forward {
  url: string;
  close: () => void;
}

export async function forward(namespace: string, service: string, port: number): Promise<Forward> {
  const child = spawn('kubectl', ['--namespace', namespace, 'port-forward', `service/${service}`, `:${port}`], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // It complains of every connection that its client ends, so its complaints matter only where it never begins.
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    complaints = chunk;
  });
  for await (const line of createInterface(child.stdout)) {
    const local = /^Forwarding from 127\.0\.0\.1:(\d+)/.exec(line)?.[1];
    if (local === undefined) continue;
    // What it says of each connection must be read, or it stops when the pipe is full.
    child.stdout.resume();
    return { url: `http://127.0.0.1:${local}`, close: () => child.kill() };
  }
  throw new Error(`kubectl does not forward to ${service}: ${complaints}`);
}
