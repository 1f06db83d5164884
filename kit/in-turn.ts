/** Runs work for the same key one after another, in the order in which it came; work for other keys is not held up. */
export function inTurn(): <Result>(key: string | number, work: () => Promise<Result>) => Promise<Result> {
  const last = new Map<string | number, Promise<unknown>>();
  return async (key, work) => {
    const mine = (last.get(key) ?? Promise.resolve()).then(work, work);
    last.set(key, mine);
    try {
      return await mine;
    } finally {
      if (last.get(key) === mine) last.delete(key);
    }
  };
}
