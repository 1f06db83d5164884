import fc from 'fast-check';
import { expect, test } from 'vitest';
import { admission } from './admission.js';

test('never more is in hand than there is room for, and whoever leaves makes room for one', () =>
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 }), fc.array(fc.nat({ max: 9 }), { maxLength: 60 }), (atOnce, steps) => {
      const gate = admission('service', atOnce);
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
