import { type Refusal, unavailable } from './errors.js';
import { lateness } from './lateness.js';
import { turnedAway } from './metrics.js';

/** Lets so much work in at once as can be done in time, and turns away what comes beyond. */
export type Admission = {
  /** Throws OVERLOADED where there is no room now; for turning away before anything has been spent on the work. */
  check(): void;
  /** Takes room, and gives the function that leaves it; throws OVERLOADED where there is none, however late it is. */
  enter(): () => void;
};

/** The reason of what was turned away: it has not begun, so it does no harm to ask again, a moment later. */
export const OVERLOADED = 'OVERLOADED';

/** From this lateness on some are turned away, and at twice as much all are. */
const LATE_MILLISECONDS = 500;

/**
 * Work that waits longer than anybody waits for it is done in vain, and the more of it there is, the less is done in time. So
 * a process takes on no more than it can finish soon, and says no to the rest at once, which costs next to nothing: to what
 * exceeds `atOnce`, where others make it wait, and to the more the later it is itself, where its own processor does
 * (as toobusy-js, https://github.com/STRML/node-toobusy).
 */
export function admission(at: 'gateway' | 'service', atOnce: number, late = lateness): Admission {
  const counted = turnedAway(at);
  let inHand = 0;
  const turnAway = (): never => {
    counted.inc();
    throw overloaded();
  };
  const isLate = () => Math.random() < late() / LATE_MILLISECONDS - 1;
  const check = () => {
    if (inHand < atOnce && !isLate()) return;
    turnAway();
  };
  return {
    check,
    enter() {
      if (inHand >= atOnce) turnAway();
      inHand += 1;
      let isIn = true;
      return () => {
        if (isIn) inHand -= 1;
        isIn = false;
      };
    },
  };
}

const overloaded = (): Refusal => unavailable(OVERLOADED, 'There is more to do than can be done in time. Try again in a moment.');
