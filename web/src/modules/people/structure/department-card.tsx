import { ActionIcon, Menu } from '@mantine/core';
import {
  IconArrowsMove,
  IconChevronDown,
  IconChevronUp,
  IconDots,
  IconPlus,
  IconTrash,
  IconUser,
  IconUsers,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { Handle, type NodeProps, Position } from '@xyflow/react';
import { useTranslation } from 'react-i18next';
import type { Department } from '../../../api/types';
import { useAllowedActions } from '../../../kit/allowed-actions';
import { PersonChip } from '../../../kit/people/chips';
import { headcount, walk } from '../../../kit/people/department-tree';
import type { CardNode } from './chart-nodes';
import { useDepartmentDialogs } from './department-dialogs';
import styles from './structure.module.css';

/** A department in the chart: its name, who leads it, how many belong to it. */
export function DepartmentCard({ data: { place, onFold, isTarget } }: NodeProps<CardNode>) {
  const { t } = useTranslation('people');
  const { branch, isCollapsed } = place;
  const { department, children } = branch;
  const below = headcount(branch) - department.employeeCount;
  return (
    <div className={styles.card} data-target={isTarget || undefined}>
      <Handle id="top" type="target" position={Position.Top} isConnectable={false} />
      <Handle id="side" type="target" position={Position.Left} isConnectable={false} />
      <Link
        id={cardId(department.id)}
        className={styles.cardLink}
        to="/people/departments/$departmentId"
        params={{ departmentId: department.id }}
        search
        draggable={false}
      >
        <span className={styles.cardName}>{department.name}</span>
        <span className={styles.cardHead}>
          {department.head === '' ? (
            <>
              <IconUser size={16} stroke={1.5} aria-hidden /> {t('department.noHead')}
            </>
          ) : (
            <PersonChip id={department.head} size={20} />
          )}
        </span>
        <span className={`${styles.cardCount} numbers`}>
          <IconUsers size={14} stroke={1.75} aria-hidden />
          <span aria-label={t('structure.people', { count: department.employeeCount })}>{department.employeeCount}</span>
          {below > 0 && <span>{t('structure.andBelow', { count: below })}</span>}
        </span>
      </Link>
      <CardMenu department={department} />
      {children.length > 0 && (
        <button
          type="button"
          className={`${styles.cardFold} nodrag`}
          aria-expanded={!isCollapsed}
          aria-label={t('structure.below', { name: department.name })}
          onClick={() => onFold(department.id)}
        >
          {isCollapsed ? (
            <>
              {walk(children).length} <IconChevronDown size={12} aria-hidden />
            </>
          ) : (
            <IconChevronUp size={12} aria-hidden />
          )}
        </button>
      )}
      <Handle id="middle" type="source" position={Position.Bottom} isConnectable={false} />
      <Handle id="edge" type="source" position={Position.Bottom} isConnectable={false} className={styles.edgeHandle} />
    </div>
  );
}

export const cardId = (department: string): string => `department-${department}`;

/** What can be done with a department; the same with the keyboard as by dragging. */
function CardMenu({ department }: { department: Department }) {
  const { t } = useTranslation('people');
  const { can } = useAllowedActions(department);
  const dialogs = useDepartmentDialogs();
  if (!can('update') && !can('move') && !can('delete')) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon
          className={`${styles.cardMenu} nodrag`}
          size={24}
          aria-label={t('department.actions', { name: department.name })}
        >
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {can('update') && (
          <Menu.Item leftSection={<IconPlus size={16} aria-hidden />} onClick={() => dialogs.create(department.id)}>
            {t('department.addBelow')}
          </Menu.Item>
        )}
        {can('move') && (
          <Menu.Item leftSection={<IconArrowsMove size={16} aria-hidden />} onClick={() => dialogs.move(department)}>
            {t('move.menu')}
          </Menu.Item>
        )}
        {can('delete') && (
          <Menu.Item leftSection={<IconTrash size={16} aria-hidden />} onClick={() => dialogs.remove(department)}>
            {t('remove.menu')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
