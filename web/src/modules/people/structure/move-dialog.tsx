import { Button, Modal, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Department } from '../../../api/types';
import { problemToast, undoToast } from '../../../kit/feedback/toast';
import { DepartmentSelect } from '../../../kit/people/department-select';
import { findBranch, headcount, idsOf, treeOf } from '../../../kit/people/department-tree';
import { useDepartments } from '../../../kit/people/people';
import { problemText } from '../../../kit/states/problem-text';
import { useShaping } from '../data/departments';
import styles from './structure.module.css';

type MoveDialogProps = { department: Department; target: string | undefined; onClose: () => void };

/** Says what a move takes along, and does it; where the place isn't chosen yet, asks for it. */
export function MoveDialog({ department, target, onClose }: MoveDialogProps) {
  const { t } = useTranslation('people');
  const { t: common } = useTranslation();
  const { move } = useShaping();
  const departments = useDepartments();
  const [parent, setParent] = useState(target ?? department.parent);
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);

  const branch = useMemo(() => findBranch(treeOf(departments ?? []), department.id), [departments, department.id]);
  const within = useMemo(() => (branch ? idsOf(branch) : new Set([department.id])), [branch, department.id]);
  const people = branch ? headcount(branch) : department.employeeCount;

  async function confirm(): Promise<void> {
    setBusy(true);
    try {
      const moved = await move(department, parent);
      const undo = () => void move(moved, department.parent).catch((problem: unknown) => problemToast(problem));
      undoToast(t('move.done', { name: department.name }), undo);
      onClose();
    } catch (problem) {
      setError(problemText(problem));
    } finally {
      setBusy(false);
    }
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={t('move.title', { name: department.name })}
      closeButtonProps={{ 'aria-label': common('close') }}
      size={440}
    >
      <div className={styles.form}>
        <DepartmentSelect
          label={t('move.to')}
          value={parent}
          none={t('department.top')}
          except={within}
          error={error}
          data-autofocus={target === undefined || undefined}
          onChange={setParent}
        />
        <Text c="dimmed">
          {t('move.people', { count: people })}
          {within.size > 1 && ` ${t('move.departments', { count: within.size - 1 })}`}
        </Text>
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button
            onClick={() => void confirm()}
            loading={busy}
            disabled={parent === department.parent}
            data-autofocus={target !== undefined || undefined}
          >
            {t('move.action')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
