import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from '../../../../kit/states/problem-text';
import type { Mark, Reason } from '../data/overlay';
import { planCache } from '../data/plan-query';
import { useCellWords } from '../data/use-cell-words';
import type { ShownPlan } from '../data/use-plan';
import { cellText } from '../rules/cell-text';
import type { WrittenColumn } from '../rules/columns';
import type { PlanRow } from '../rules/outline';
import styles from './grid.module.css';

type CellNoteProps = {
  plan: ShownPlan;
  row: PlanRow;
  column: WrittenColumn;
  mark: Mark;
  isAbove: boolean;
  onDone: () => void;
};

/** Why a cell was not written, and the ways out: what the server has, or once more what was wished. */
export function CellNote({ plan, row, column, mark, isAbove, onDone }: CellNoteProps) {
  const { t } = useTranslation('tasks');
  const queries = useQueryClient();
  const { id } = row.task;
  const held = planCache(queries, plan.root?.id ?? '').task(id);
  const words = useCellWords(useMemo(() => (held ? [{ ...row, task: held }] : []), [held, row]));
  const value = held && cellText({ task: held, number: row.number }, column, words);
  const { change } = mark;
  const act = (what: () => void) => () => {
    what();
    onDone();
  };
  return (
    <div className={styles.hints} data-above={isAbove || undefined} role="alert">
      <div className={styles.note}>
        <p className={styles.noteText}>{mark.reason && <ReasonText reason={mark.reason} />}</p>
        <div className={styles.noteActions}>
          <Button size="compact-sm" variant="default" onClick={act(() => plan.writer.unmark(id, column))}>
            {value ? t('plan.keep', { value }) : t('plan.keepEmpty')}
          </Button>
          {change && (
            <Button size="compact-sm" variant="light" onClick={act(() => plan.writer.edit([{ id, change }]))}>
              {t('plan.again')}
            </Button>
          )}
        </div>
      </div>
    </div>
  );
}

function ReasonText({ reason }: { reason: Reason }) {
  const { t } = useTranslation('tasks');
  switch (reason.kind) {
    case 'unreadable':
      return t(`plan.unreadable.${reason.what}`);
    case 'stale':
      return t('plan.stale');
    case 'refused':
      return problemText(reason.error);
  }
}
