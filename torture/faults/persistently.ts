import { setTimeout as sleep } from 'node:timers/promises';

/** For how long Kafka, or the way to it, may be away by another fault. */
const PATIENCE_MILLISECONDS = 90_000;

/** Does what needs a server that another fault may have taken away just now: again and again until it succeeds. */
export async function persistently(work: () => Promise<void>): Promise<void> {
  const giveUp = Date.now() + PATIENCE_MILLISECONDS;
  for (;;) {
    try {
      await work();
      return;
    } catch (error) {
      if (Date.now() > giveUp) throw error;
      await sleep(500);
    }
  }
}
