import { percentiles } from '../bench/load.js';
import type { Violation } from './checks/check.js';
import { grouped } from './checks/check.js';
import { acknowledgements, type History, isWrite } from './history.js';

const MOST_SHOWN = 5;

/** What was done and how it came out, for people. */
export function report(history: History, violations: readonly Violation[], seed: number, seconds: number): string {
  const { operations, faults, pushes } = history;
  const writes = operations.filter(isWrite);
  const acknowledged = writes.filter((operation) => acknowledgements(operation).length > 0);
  const attempts = operations.flatMap((operation) => operation.attempts);
  const lost = attempts.filter(({ status }) => status === undefined);
  const turnedAway = attempts.filter(({ reason }) => reason === 'OVERLOADED');
  const away = attempts.filter(({ status = 0, reason }) => status >= 500 && reason !== 'OVERLOADED');
  const lines = [
    '',
    `${operations.length} requests, ${(operations.length / seconds).toFixed(1)} a second; ${writes.length} writes, ${acknowledged.length} acknowledged`,
    `${attempts.length} sendings, of which ${lost.length} without an answer, ${away.length} answered that something is away, ${turnedAway.length} that there is too much to do`,
    latencies('reads', operations.filter((operation) => !isWrite(operation)).flatMap(acknowledgements)),
    latencies('writes', writes.flatMap(acknowledgements)),
    `${pushes.length} words on sockets; ${faults.length} faults: ${kinds(faults)}`,
    '',
    ...[...grouped(violations, ({ rule }) => rule)].flatMap(([rule, all]) => [
      `VIOLATED: ${rule} (${all.length})`,
      ...all.slice(0, MOST_SHOWN).flatMap(({ what, evidence }) => [`  ${what}`, ...evidence.slice(0, 6).map(shown)]),
      ...(all.length > MOST_SHOWN ? [`  and ${all.length - MOST_SHOWN} more`] : []),
    ]),
    violations.length === 0 ? `No violation. Seed ${seed}.` : `${violations.length} violations. Seed ${seed}.`,
  ];
  return lines.join('\n');
}

const shown = (evidence: unknown): string => `    ${(JSON.stringify(evidence) ?? 'nothing').slice(0, 600)}`;

function latencies(what: string, answered: readonly { at: number; until: number }[]): string {
  const { p50, p95, p99 } = percentiles(answered.map(({ at, until }) => until - at));
  return `${what}: p50 ${p50} ms, p95 ${p95} ms, p99 ${p99} ms, faults included`;
}

const kinds = (faults: History['faults']): string =>
  [...grouped(faults, ({ kind }) => kind)].map(([kind, all]) => `${kind} ${all.length}`).join(', ') || 'none';
