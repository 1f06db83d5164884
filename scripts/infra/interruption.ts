export interface Interruption {
  /** Aborted by Ctrl-C or SIGTERM. */
  signal: AbortSignal;
  /** The same for those who wait. */
  happened: Promise<undefined>;
}

/** Turns Ctrl-C and SIGTERM into something to act on: what was started must be stopped before this process may end. */
export function interruption(): Interruption {
  const controller = new AbortController();
  const happened = new Promise<undefined>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => {
        controller.abort(new Error(`Ended by ${signal}.`));
        resolve(undefined);
      });
    }
  });
  return { signal: controller.signal, happened };
}
