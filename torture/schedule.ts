import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault, FaultKind } from './faults/fault.js';
import type { Recorder } from './history.js';
import type { Installation } from './installation.js';
import type { Random } from '../kit/random.js';

type Planned = { readonly kind: string; readonly fault: Fault };

type Options = {
  installation: Installation;
  kinds: readonly FaultKind[];
  random: Random;
  recorder: Recorder;
  /** How many are under way at once. */
  lanes: number;
  /** For how long; each harm once where absent. */
  milliseconds?: number;
  signal?: AbortSignal;
  log(line: string): void;
};

/** How long a lane waits for something that nothing is being done to. */
const BUSY_MILLISECONDS = 200;

/** Does harm until the time is up, in several lanes at once, each harm that there is before any comes again. */
export async function doHarm(it: Options): Promise<void> {
  const { random, recorder, milliseconds, signal } = it;
  const planned = await plan(it);
  const rest = (time: number) => sleep(time, undefined, { ...(signal && { signal }) }).catch(() => undefined);
  if (planned.length === 0) {
    await rest(milliseconds ?? 0);
    return;
  }
  const end = milliseconds === undefined ? Infinity : recorder.now() + milliseconds;
  const busy = new Set<string>();
  let waiting = random.shuffled(planned);

  async function lane(own: Random): Promise<void> {
    while (!signal?.aborted && recorder.now() < end) {
      if (waiting.length === 0 && milliseconds === undefined) return;
      if (waiting.length === 0) waiting = random.shuffled(planned);
      const next = waiting.find(({ fault }) => fault.on.every((name) => !busy.has(name)));
      if (!next) {
        await rest(BUSY_MILLISECONDS);
        continue;
      }
      waiting = waiting.filter((one) => one !== next);
      for (const name of next.fault.on) busy.add(name);
      await strike(next, { ...it, random: own });
      for (const name of next.fault.on) busy.delete(name);
      await rest(own.between(500, 3_000));
    }
  }

  await Promise.all(Array.from({ length: it.lanes }, (_, index) => lane(random.named(`lane ${index}`))));
}

async function plan({ installation, kinds, log }: Options): Promise<Planned[]> {
  const planned: Planned[] = [];
  for (const kind of kinds) {
    const faults = await kind.faults(installation);
    if (typeof faults === 'string') log(`left out: ${kind.name}, because ${faults}`);
    else planned.push(...faults.map((fault) => ({ kind: kind.name, fault })));
  }
  return planned;
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
  recorder.fault({ kind, about: fault.about, on: fault.on, parts: fault.parts, at, until });
  log(`${seconds(at)} ${kind} ${fault.about}, ${seconds(until - at)}`);
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;
