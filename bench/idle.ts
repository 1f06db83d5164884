import type { Bench } from './bench.js';
import { atMost, type Row } from './report.js';

const SECONDS = 20;

/** How long Node compiles and clears up after a start. */
const SETTLE_SECONDS = 30;

/** What the process costs while nobody does anything, once it has settled. */
export async function idle(_: Bench): Promise<Row[]> {
  await new Promise((resolve) => setTimeout(resolve, SETTLE_SECONDS * 1000));
  const before = process.cpuUsage();
  await new Promise((resolve) => setTimeout(resolve, SECONDS * 1000));
  const { user, system } = process.cpuUsage(before);
  return [
    atMost('CPU of the idle process', ((user + system) / 1e6 / SECONDS) * 100, 3, '%'),
    atMost('resident memory of the idle process', process.memoryUsage().rss / 1024 / 1024, 450, 'MiB'),
  ];
}
