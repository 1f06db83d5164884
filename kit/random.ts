/** A seeded stream of chance: the same seed gives the same choices. */
export type Random = {
  /** From 0 up to, and without, 1. */
  next(): number;
  /** A whole number, both ends included. */
  between(least: number, most: number): number;
  chance(share: number): boolean;
  pick<Value>(values: readonly Value[]): Value;
  /** In random order. */
  shuffled<Value>(values: readonly Value[]): Value[];
  /** Another stream that follows from the seed and the name alone, however much of this one has been used. */
  named(name: string): Random;
};

/** mulberry32, by Tommy Ettinger: 32 bits of state, and no less even than this needs. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  const random: Random = {
    next() {
      state = (state + 0x6d2b79f5) >>> 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    },
    between: (least, most) => least + Math.floor(random.next() * (most - least + 1)),
    chance: (share) => random.next() < share,
    pick(values) {
      const value = values[random.between(0, values.length - 1)];
      if (value === undefined) throw new Error('There is nothing to pick from.');
      return value;
    },
    shuffled(values) {
      const left = [...values];
      return values.flatMap(() => left.splice(random.between(0, left.length - 1), 1));
    },
    named: (name) => randomOf(Buffer.from(name).reduce((hash, byte) => Math.imul(hash ^ byte, 0x01000193), seed)),
  };
  return random;
}
