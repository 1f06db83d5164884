import type { Collection } from 'mongodb';

export type CounterDocument = { _id: string; next: number };

/** A process that uses up a block within a second takes twice as many the next time, up to this. */
const LARGEST_BLOCK = 640;

/**
 * Small whole numbers that people can say ("task 1042"): unique over all processes, given out from blocks so that an id
 * costs no round trip. A block that a stopping process has not used up leaves a gap.
 */
export function idBlocks(counters: Collection<CounterDocument>, name: string, smallestBlock = 20): () => Promise<number> {
  let next = 0;
  let end = 0;
  let block = 0;
  let filledAt = -Infinity;
  let filling: Promise<void> | undefined;

  async function fill(): Promise<void> {
    const soon = performance.now() - filledAt < 1_000;
    block = soon ? Math.min(block * 2, LARGEST_BLOCK) : smallestBlock;
    filledAt = performance.now();
    const counter = await counters.findOneAndUpdate(
      { _id: name },
      { $inc: { next: block } },
      { upsert: true, returnDocument: 'after', writeConcern: { w: 'majority' } },
    );
    if (!counter) throw new Error(`The counter ${name} gave no block.`);
    end = counter.next + 1;
    next = end - block;
  }

  return async () => {
    while (next >= end) await (filling ??= fill().finally(() => (filling = undefined)));
    return next++;
  };
}
