import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { idempotencyKey } from '../../../api/client';
import type { Clock } from '../../../api/types';
import { useSession } from '../../../session/session';
import { type ClockVerb, type Shown, shownOf, verbsIn, withCommands } from './commands';
import { clockQuery, runningQuery } from './queries';
import { sendWaiting } from './send';
import { keep, useWaiting } from './waiting';

export type ClockOfMine = {
  readonly clock: Clock;
  readonly shown: Shown;
  /** How much waits for a connection. */
  readonly waiting: number;
  readonly can: (verb: ClockVerb) => boolean;
  readonly act: (...verbs: readonly Wanted[]) => void;
};

type Wanted = { readonly verb: ClockVerb; readonly task?: string; readonly title?: string };

const actionOf: Record<ClockVerb, string> = {
  startDay: 'start_day',
  pauseDay: 'pause_day',
  resumeDay: 'resume_day',
  endDay: 'end_day',
  startTimer: 'start_timer',
  stopTimer: 'stop_timer',
};

/** The clock of the person; undefined while it loads. What they do shows at once, and is sent when it can be. */
export function useClock(): { mine: ClockOfMine | undefined; error: unknown; refetch: () => void } {
  const { me } = useSession();
  const queries = useQueryClient();
  const { data: clock, error, dataUpdatedAt, refetch } = useQuery(clockQuery);
  const { data: running } = useQuery(runningQuery(me.id));
  const waiting = useWaiting(me.id);

  const mine = useMemo(() => {
    if (clock === undefined) return undefined;
    const current = { ...clock, running: running === undefined ? clock.running : (running ?? undefined) };
    const shown = withCommands(shownOf(current), waiting);
    const ahead = clock.now === undefined ? 0 : new Date(clock.now).getTime() - dataUpdatedAt;
    const allowed = waiting.length > 0 ? verbsIn(shown).map((verb) => actionOf[verb]) : clock.allowedActions;
    return {
      clock: current,
      shown,
      waiting: waiting.length,
      can: (verb: ClockVerb) => allowed.includes(actionOf[verb]) || (verb === 'stopTimer' && shown.timer !== undefined),
      act(...verbs: readonly Wanted[]) {
        const at = new Date(Date.now() + ahead).toISOString();
        for (const wanted of verbs) keep(me.id, { ...wanted, id: idempotencyKey(), at });
        void sendWaiting(queries, me.id);
      },
    };
  }, [clock, running, waiting, dataUpdatedAt, queries, me.id]);

  return { mine, error, refetch: () => void refetch() };
}
