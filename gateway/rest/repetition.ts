import { Status } from 'nice-grpc-common';
import { OVERLOADED } from '../../kit/admission.js';
import { Refusal } from '../../kit/errors.js';

/** How long a replica counts as there after its last answer. */
const SEEN_MILLISECONDS = 10_000;
/** Repetitions for which there is credit at most, and what each answer adds to it. */
const MOST_CREDIT = 20;
const CREDIT_OF_AN_ANSWER = 0.1;

export type Failed = { readonly error: unknown; readonly attempt: number; readonly isRead: boolean };

/** Whether and when a call that failed is made again; knows how the replicas of one address have answered lately. */
export type Repetition = {
  answered(replica: string): void;
  /** Milliseconds to wait before the next attempt; undefined where there is to be none. */
  waitAfter(failed: Failed): number | undefined;
};

/**
 * What does not answer is being replaced: the next attempt finds another replica, or the one that takes its place, within
 * half a second. One that has too much to do is there, and asking again would give it more; another one is asked, once, where
 * there is another, and for one call in ten at most, or all of them would together ask twice as much when all have too much.
 */
export function repetition(now = Date.now): Repetition {
  const seen = new Map<string, number>();
  let credit = MOST_CREDIT;

  function hasOthers(): boolean {
    for (const [replica, at] of seen) if (now() - at > SEEN_MILLISECONDS) seen.delete(replica);
    return seen.size > 1;
  }

  return {
    answered(replica) {
      seen.set(replica, now());
      credit = Math.min(MOST_CREDIT, credit + CREDIT_OF_AN_ANSWER);
    },
    waitAfter({ error, attempt, isRead }) {
      if (!(error instanceof Refusal) || error.code !== Status.UNAVAILABLE) return undefined;
      if (error.reason === 'SERVICE_AWAY') return [between(50, 150), between(250, 500)][attempt - 1];
      if (attempt > 1) return undefined;
      if (error.reason !== OVERLOADED) return isRead ? between(50, 150) : undefined;
      if (credit < 1 || !hasOthers()) return undefined;
      credit -= 1;
      return 0;
    },
  };
}

const between = (least: number, most: number): number => least + Math.random() * (most - least);
