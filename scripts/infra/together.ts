export type Work = (signal: AbortSignal) => Promise<void>;

/** Does several things at a time. The first that fails ends the others; when all have come to rest, its reason is thrown. */
export async function together(works: readonly Work[], signal?: AbortSignal): Promise<void> {
  const failure = new AbortController();
  const either = AbortSignal.any(signal ? [signal, failure.signal] : [failure.signal]);
  const reasons: unknown[] = [];
  await Promise.all(
    works.map(async (work) => {
      try {
        await work(either);
      } catch (reason) {
        reasons.push(reason);
        failure.abort();
      }
    }),
  );
  if (reasons.length > 0) throw reasons[0];
}
