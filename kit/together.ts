import type { Module } from './lifecycle.js';

/** Modules that do not need each other: they start and stop at the same time, as one. */
export function together(name: string, modules: readonly Module[]): Module {
  const stopAll = async () => {
    const outcomes = await Promise.allSettled(modules.map(async (module) => module.stop?.()));
    throwFirst(outcomes);
  };
  return {
    name,
    async start() {
      const outcomes = await Promise.allSettled(modules.map(async (module) => module.start?.()));
      if (outcomes.every(({ status }) => status === 'fulfilled')) return;
      await stopAll().catch(() => undefined);
      throwFirst(outcomes);
    },
    stop: stopAll,
  };
}

function throwFirst(outcomes: readonly PromiseSettledResult<unknown>[]): void {
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
}
