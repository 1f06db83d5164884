import { setTimeout as sleep } from 'node:timers/promises';
import { type FaultKind, inProcess, processesOf } from './fault.js';

/** A power cut: the process is gone in the middle of whatever it did. */
export const kill: FaultKind = {
  name: 'kill',
  faults: (installation) =>
    processesOf(installation).map((process) => ({
      ...inProcess(process),
      async harm(random) {
        await process.end('SIGKILL');
        await sleep(random.between(0, 2_000));
        await process.start();
      },
    })),
};

/** An orderly stop, as with every update. */
export const terminate: FaultKind = {
  name: 'terminate',
  faults: (installation) =>
    processesOf(installation).map((process) => ({
      ...inProcess(process),
      async harm() {
        await process.end('SIGTERM');
        await process.start();
      },
    })),
};

/** The process stands still, as in a virtual machine that is moved, and then goes on as if nothing had been. */
export const freeze: FaultKind = {
  name: 'freeze',
  faults: (installation) =>
    processesOf(installation).map((process) => ({
      ...inProcess(process),
      async harm(random) {
        process.signal('SIGSTOP');
        try {
          await sleep(random.between(1_000, random.chance(0.3) ? 30_000 : 8_000));
        } finally {
          process.signal('SIGCONT');
        }
        await process.ready();
      },
    })),
};
