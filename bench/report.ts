import type { Figures } from './load.js';

/** One line of the table: what was measured, how it came out, and what it should be. */
export type Row = { what: string; figure: string; target?: string; met?: boolean };

export function print(rows: readonly Row[]): void {
  const width = (pick: (row: Row) => string) => Math.max(...rows.map((row) => pick(row).length));
  const [first, second] = [width((row) => row.what), width((row) => row.figure)];
  for (const { what, figure, target = '', met } of rows) {
    const verdict = met === undefined ? '' : met ? '  met' : '  MISSED';
    console.log(`${what.padEnd(first)}  ${figure.padEnd(second)}  ${target}${verdict}`);
  }
}

export const shown = ({ rate, p50, p95, p99, cpu }: Figures): string =>
  `${rate.toFixed(0)}/s  p50 ${p50.toFixed(1)}  p95 ${p95.toFixed(1)}  p99 ${p99.toFixed(1)} ms  cpu ${cpu.toFixed(2)} ms`;

export const atLeast = (what: string, value: number, limit: number): Row => ({
  what,
  figure: value.toFixed(2),
  target: `≥ ${limit}`,
  met: value >= limit,
});

export const atMost = (what: string, value: number, limit: number, unit: string): Row => ({
  what,
  figure: `${value.toFixed(1)} ${unit}`,
  target: `≤ ${limit} ${unit}`,
  met: value <= limit,
});
