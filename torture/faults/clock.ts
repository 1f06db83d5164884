import { setTimeout as sleep } from 'node:timers/promises';
import { type FaultKind, inProcess, processesOf } from './fault.js';

const HOUR_MILLISECONDS = 3_600_000;

/**
 * The clock of a process is set ahead or back, by seconds or hours, and right again after a while, as one does that was wrong.
 * Nothing is away for it: only tokens seem to have expired to a process that is ahead.
 */
export const clock: FaultKind = {
  name: 'clock',
  faults: (installation) =>
    processesOf(installation).map((process) => ({
      ...inProcess(process),
      parts: [],
      async harm(random) {
        const most = random.pick([5_000, 120_000, 2 * HOUR_MILLISECONDS]);
        await process.setClock(random.between(1_000, most) * random.pick([1, -1]));
        try {
          await sleep(random.between(2_000, 12_000));
        } finally {
          await process.setClock(0);
        }
      },
    })),
};
