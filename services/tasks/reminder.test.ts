import fc from 'fast-check';
import { expect, test } from 'vitest';
import { leadsMinutes, type Window, windowsBetween } from './reminder.js';

const HOUR = 3_600_000;
const moment = fc.integer({ min: 0, max: 400 * HOUR }).map((milliseconds) => new Date(1_800_000_000_000 + milliseconds));

const told = (deadline: Date, { after, until }: Window): boolean => deadline > after && deadline <= until;
const sortOf = ({ kind, leadMinutes }: Window): string => `${kind} ${leadMinutes}`;

test('however often it is looked, a deadline is told of once in each way, and none that has passed is said to come', () => {
  fc.assert(
    fc.property(fc.array(moment, { minLength: 2, maxLength: 20 }), moment, (looks, deadline) => {
      const times = [...new Set(looks.map(Number))].sort((one, other) => one - other).map((at) => new Date(at));
      const count = new Map<string, number>();
      for (const [index, to] of times.entries()) {
        const from = times[index - 1];
        if (!from) continue;
        for (const window of windowsBetween(from, to, 24)) {
          if (!told(deadline, window)) continue;
          count.set(sortOf(window), (count.get(sortOf(window)) ?? 0) + 1);
          if (window.kind === 'due_soon') expect(deadline.getTime()).toBeGreaterThan(to.getTime());
          else expect(deadline.getTime()).toBeLessThanOrEqual(to.getTime());
        }
      }
      expect(Math.max(0, ...count.values())).toBeLessThanOrEqual(1);
      const [first, last] = [times[0], times.at(-1)];
      if (first && last && deadline > first && deadline <= last) expect(count.get('overdue 0')).toBe(1);
    }),
  );
});

test('looking every minute, each lead is kept to the minute', () => {
  const deadline = new Date('2027-03-01T09:00:00Z');
  for (const lead of leadsMinutes) {
    const at = new Date(deadline.getTime() - lead * 60_000);
    const from = new Date(at.getTime() - 30_000);
    const to = new Date(at.getTime() + 30_000);
    expect(windowsBetween(from, to, 0).filter((window) => told(deadline, window))).toMatchObject([
      { kind: 'due_soon', leadMinutes: lead },
    ]);
  }
});

test('nobody is told of what is long overdue where a company does not want it', () => {
  const [from, to] = [new Date('2027-03-01T09:00:00Z'), new Date('2027-03-02T09:00:00Z')];
  expect(windowsBetween(from, to, 0).map(({ kind }) => kind)).not.toContain('escalated');
  expect(windowsBetween(from, to, 24).map(({ kind }) => kind)).toContain('escalated');
});
