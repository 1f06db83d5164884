import fc from 'fast-check';
import { expect, test } from 'vitest';
import { admission } from './admission.js';

test('never more is in hand than there is room for, and whoever leaves makes room for one', () =>
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 }), fc.array(fc.nat({ max: 9 }), { maxLength: 60 }), (atOnce, steps) => {
      const gate = admission('service', atOnce, () => 0);
      const within: (() => void)[] = [];
      for (const step of steps) {
        const isEntering = step < 6;
        const leave = within[step % Math.max(1, within.length)];
        if (isEntering && within.length < atOnce) within.push(gate.enter());
        else if (isEntering) expect(() => gate.enter()).toThrow('more to do than can be done in time');
        else if (leave) {
          leave();
          // Leaving twice makes no further room.
          leave();
          within.splice(within.indexOf(leave), 1);
        }
        if (within.length < atOnce) expect(() => gate.check()).not.toThrow();
        else expect(() => gate.check()).toThrow(expect.objectContaining({ reason: 'OVERLOADED' }));
      }
    }),
  ));

test('the later a process is, the more it turns away: none where it is in time, all where it is very late', () =>
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2_000 }), (late) => {
      const gate = admission('service', 1, () => late);
      const tries = 400;
      let turnedAway = 0;
      for (let count = 0; count < tries; count++) {
        try {
          gate.check();
        } catch {
          turnedAway += 1;
        }
      }
      const expected = Math.min(1, Math.max(0, late / 500 - 1));
      expect(Math.abs(turnedAway / tries - expected)).toBeLessThan(0.15);
      // What has been let in is let through.
      expect(() => gate.enter()).not.toThrow();
    }),
  ));
