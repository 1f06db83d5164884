/**
 * A function that answers one key at a time and asks for many at once: what is asked for within a moment goes out as one call.
 * Keys that the call doesn't answer are undefined.
 */
export function batched<Value>(load: (keys: string[]) => Promise<ReadonlyMap<string, Value>>, limit: number) {
  let waiting: Set<string> | undefined;
  let answer: Promise<ReadonlyMap<string, Value>> | undefined;

  return async (key: string): Promise<Value | undefined> => {
    if (waiting === undefined || answer === undefined || waiting.size >= limit) {
      const keys = new Set<string>();
      waiting = keys;
      answer = new Promise((resolve, reject) => {
        setTimeout(() => {
          if (waiting === keys) waiting = undefined;
          load([...keys]).then(resolve, reject);
        }, 5);
      });
    }
    waiting.add(key);
    return (await answer).get(key);
  };
}
