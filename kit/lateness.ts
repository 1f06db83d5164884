/** How often it looks; what is late by less than a few of these is nobody's trouble. */
const EVERY_MILLISECONDS = 50;
/** What the last look counts beside those before: one long pause is forgotten, half a second of being late is seen. */
const WEIGHT = 0.1;

let late = 0;
let due = performance.now() + EVERY_MILLISECONDS;

setInterval(() => {
  const now = performance.now();
  late += WEIGHT * (Math.max(0, now - due) - late);
  due = now + EVERY_MILLISECONDS;
}, EVERY_MILLISECONDS).unref();

/**
 * By how many milliseconds this process does of late what it is to do: as long does a request wait before anybody has looked
 * at it, in a queue that no counter shows.
 */
export const lateness = (): number => late;
