import { ActionIcon, Button, Menu, Progress } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconAdjustmentsHorizontal, IconChevronDown, IconChevronRight, IconTable } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Task } from '../../../api/types';
import { QuickCreate } from '../create/quick-create';
import type { TaskChange } from '../data/changes';
import { rollupQuery, subtasksQuery } from '../data/queries';
import { branchesOf } from '../data/subtask-tree';
import { TaskRow } from '../parts/task-row';
import styles from './subtasks.module.css';
import sheet from './task-sheet.module.css';
import { RollupFacts } from './rollup-facts';

type SubtasksProps = { task: Task; onChange: ((change: TaskChange) => void) | undefined };

const rules = ['completesWithSubtasks', 'subtasksFirst', 'deadlineFollowsSubtasks'] as const;

/** What the task is made of at every level, what that comes to, and how the task follows it. */
export function Subtasks({ task, onChange }: SubtasksProps) {
  const { t } = useTranslation('tasks');
  const { data } = useQuery(subtasksQuery(task.id));
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const parts = data?.tasks ?? [];
  const { data: fresh } = useQuery({ ...rollupQuery(task.id), enabled: parts.length > 0 });
  const rollup = fresh === undefined ? task.rollup : fresh;

  function fold(id: string): void {
    const next = new Set(folded);
    if (!next.delete(id)) next.add(id);
    setFolded(next);
  }

  return (
    <section className={sheet.section}>
      <h2 className={sheet.sectionHead}>
        {t('sheet.subtasks')}
        {rollup && (
          <span className="quiet numbers">{t('sheet.subtasksDone', { done: rollup.completed, count: rollup.subtasks })}</span>
        )}
        {parts.length > 0 && (
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconTable size={16} aria-hidden />}
            renderRoot={(props) => <Link to="/tasks/$taskId/plan" params={{ taskId: task.id }} {...props} />}
          >
            {t('plan.title')}
          </Button>
        )}
        {onChange && (
          <Menu position="bottom-end" closeOnItemClick={false}>
            <Menu.Target>
              <ActionIcon aria-label={t('subtasks.rules')}>
                <IconAdjustmentsHorizontal size={16} aria-hidden />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {rules.map((rule) => (
                <Menu.CheckboxItem key={rule} checked={task[rule]} onChange={(checked) => onChange({ [rule]: checked })}>
                  {t(`field.${rule}`)}
                </Menu.CheckboxItem>
              ))}
            </Menu.Dropdown>
          </Menu>
        )}
      </h2>
      {rollup && (
        <>
          <Progress size={4} value={rollup.progressPercent} aria-label={t('subtasks.progress')} />
          <RollupFacts rollup={rollup} />
        </>
      )}
      <ul className={styles.tree}>
        {branchesOf(task.id, parts, folded).map(({ task: part, level, hasParts }) => (
          <TaskRow
            key={part.id}
            task={part}
            indent={level}
            before={
              hasParts && (
                <ActionIcon
                  className={styles.fold}
                  aria-expanded={!folded.has(part.id)}
                  aria-label={t('subtasks.fold', { title: part.title })}
                  onClick={() => fold(part.id)}
                >
                  {folded.has(part.id) ? <IconChevronRight size={16} aria-hidden /> : <IconChevronDown size={16} aria-hidden />}
                </ActionIcon>
              )
            }
          />
        ))}
      </ul>
      {task.deletedAt === undefined && <QuickCreate parent={task.id} />}
    </section>
  );
}
