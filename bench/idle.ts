import type { Bench } from './bench.js';
import { atMost, type Row } from './report.js';

const SECONDS = 20;

/** What the process costs while nobody does anything. Half a minute to settle is part of it. */
export async function idle(_: Bench): Promise<Row[]> {
  await new Promise((resolve) => setTimeout(resolve, 10_000));
  const before = process.cpuUsage();
  await new Promise((resolve) => setTimeout(resolve, SECONDS * 1000));
  const { user, system } = process.cpuUsage(before);
  return [
    atMost('CPU of the idle process', ((user + system) / 1e6 / SECONDS) * 100, 3, '%'),
    atMost('resident memory of the idle process', process.memoryUsage().rss / 1024 / 1024, 450, 'MiB'),
  ];
}
