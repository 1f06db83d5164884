import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { problemToast } from '../../../../kit/feedback/toast';
import { outlineOf, type PlanRow } from '../rules/outline';
import { planQuery } from './plan-query';
import { planWriter } from './writer';

const noRows: readonly PlanRow[] = [];

/** A plan as it is shown: what the server has, with all that is under way. */
export function usePlan(id: string) {
  const { t } = useTranslation('tasks');
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery(planQuery(id));
  const [writer] = useState(() =>
    planWriter({
      queries,
      root: id,
      complain: (problem, what) => problemToast(problem, t(`plan.problem.${what}`)),
    }),
  );
  const { overlay, history, isSaving } = useSyncExternalStore(writer.subscribe, writer.state);
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const tasks = useMemo(() => data && writer.tasks(data), [data, writer, overlay]);
  const all = useMemo(() => (tasks ? outlineOf(id, tasks) : noRows), [id, tasks]);
  const rows = useMemo(() => (folded.size > 0 && tasks ? outlineOf(id, tasks, folded) : all), [id, tasks, folded, all]);

  return {
    root: data?.root,
    error,
    retry: () => void refetch(),
    /** With what is folded away, and without. */
    all,
    rows,
    folded,
    setFolded,
    writer,
    overlay,
    history,
    isSaving,
  };
}

export type ShownPlan = ReturnType<typeof usePlan>;
