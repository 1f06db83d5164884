import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault, FaultKind } from './faults/fault.js';
import type { Recorder } from './history.js';
import type { Installation } from './installation.js';
import type { Random } from './random.js';

type Planned = { readonly kind: string; readonly fault: Fault };

type Options = {
  installation: Installation;
  kinds: readonly FaultKind[];
  random: Random;
  recorder: Recorder;
  /** For how long; each harm once where absent. */
  milliseconds?: number;
  signal?: AbortSignal;
  log(line: string): void;
};

/** Does one harm after another until the time is up, each that there is before any comes again. */
export async function doHarm({ installation, kinds, random, recorder, milliseconds, signal, log }: Options): Promise<void> {
  const planned: Planned[] = [];
  for (const kind of kinds) {
    const faults = await kind.faults(installation);
    if (typeof faults === 'string') log(`left out: ${kind.name}, because ${faults}`);
    else planned.push(...faults.map((fault) => ({ kind: kind.name, fault })));
  }
  const rest = (time: number) => sleep(time, undefined, { ...(signal && { signal }) }).catch(() => undefined);
  if (planned.length === 0) {
    await rest(milliseconds ?? 0);
    return;
  }
  const end = recorder.now() + (milliseconds ?? 0);
  do {
    for (const next of random.shuffled(planned)) {
      if (signal?.aborted || (milliseconds !== undefined && recorder.now() >= end)) return;
      await strike(next, { random, recorder, log });
      await rest(random.between(500, 3_000));
    }
  } while (milliseconds !== undefined);
}

async function strike(
  { kind, fault }: Planned,
  { random, recorder, log }: Pick<Options, 'random' | 'recorder' | 'log'>,
): Promise<void> {
  const at = recorder.now();
  try {
    await fault.harm(random);
  } catch (error) {
    const what = `did not recover from ${kind}: ${error instanceof Error ? error.message : String(error)}`;
    recorder.incident({ at: recorder.now(), process: fault.about, what, serious: true });
  }
  const until = recorder.now();
  recorder.fault({ kind, about: fault.about, at, until });
  log(`${seconds(at)} ${kind} ${fault.about}, ${seconds(until - at)}`);
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;
