import { ActionIcon } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { QuickCreate } from '../create/quick-create';
import { TaskRow } from '../parts/task-row';
import tree from '../sheet/subtasks.module.css';
import type { ShownPlan } from './data/use-plan';
import styles from './plan-page.module.css';

/** The plan on a phone: to be read and opened. */
export function PlanOutline({ root, plan }: { root: string; plan: ShownPlan }) {
  const { t } = useTranslation('tasks');
  const { rows, folded, setFolded } = plan;

  function fold(id: string): void {
    const next = new Set(folded);
    if (!next.delete(id)) next.add(id);
    setFolded(next);
  }

  return (
    <>
      <ol className={styles.outline}>
        {rows.map(({ task, level, hasParts }) => (
          <TaskRow
            key={task.id}
            task={task}
            indent={Math.min(level, deepest)}
            before={
              hasParts && (
                <ActionIcon
                  className={tree.fold}
                  aria-expanded={!folded.has(task.id)}
                  aria-label={t('subtasks.fold', { title: task.title })}
                  onClick={() => fold(task.id)}
                >
                  {folded.has(task.id) ? <IconChevronRight size={16} aria-hidden /> : <IconChevronDown size={16} aria-hidden />}
                </ActionIcon>
              )
            }
          />
        ))}
      </ol>
      <QuickCreate parent={root} />
    </>
  );
}

/** More would leave the titles no room. */
const deepest = 4;
