import { systemActor } from '../../kit/actor.js';
import type { Job } from '../../kit/jobs.js';
import type { Turns } from './turns.js';
import { forget } from './work-day.js';
import type { WorkDays } from './work-day-store.js';

const BATCH = 200;

/** Notes which days were left open too long, so that whoever listens hears of it. The rules know it without. */
export const forgottenDays = (days: WorkDays, turns: Turns): Job => ({
  name: 'forgotten-days',
  every: 60_000,
  async run({ now, signal }) {
    const open = { state: { $in: ['working', 'paused'] }, openUntil: { $lte: now } };
    const context = { actor: systemActor, now, automation: 'time/forgotten-days' };
    for (let found = BATCH; found === BATCH && !signal.aborted; ) {
      const some = await days.collection.find<{ _id: number; person: string }>(open).limit(BATCH).toArray();
      for (const { _id, person } of some)
        await turns.of(context, person, (within) => days.change(within, _id, (day) => forget(day, now), 'forgotten'));
      found = some.length;
    }
  },
});
