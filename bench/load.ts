/** What one measurement gave. Rates are per second, times in milliseconds. */
export type Figures = { rate: number; p50: number; p95: number; p99: number; cpu: number };

/**
 * Runs `work` so many times from so many clients at once. `cpu` is what this process burned per operation: both ends of
 * every hop, where server and client share it.
 */
export async function measure(
  work: (index: number) => Promise<unknown>,
  { times, clients = 32 }: { times: number; clients?: number },
): Promise<Figures> {
  const latencies: number[] = [];
  let next = 0;
  const cpuBefore = process.cpuUsage();
  const started = performance.now();
  const client = async () => {
    while (next < times) {
      const index = next++;
      const begun = performance.now();
      await work(index);
      latencies.push(performance.now() - begun);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpuBefore);
  return { rate: times / seconds, cpu: (user + system) / times / 1000, ...percentiles(latencies) };
}

export function percentiles(latencies: number[]): Pick<Figures, 'p50' | 'p95' | 'p99'> {
  const sorted = [...latencies].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
