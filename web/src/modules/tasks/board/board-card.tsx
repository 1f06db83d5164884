import { ActionIcon, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Task } from '../../../api/types';
import { Face } from '../../../kit/people/chips';
import { isPress } from '../../../kit/keys/keys';
import { moves, type Verb } from '../data/board-moves';
import { priorityOf } from '../data/task-words';
import { AwaitedLabel } from '../parts/awaited';
import { Deadline } from '../parts/deadline';
import { HighPriority } from '../parts/priority';
import { NewMark, StatusIcon } from '../parts/status';
import { CommentCount, Tags } from '../parts/task-title';
import styles from './board.module.css';

type BoardCardProps = { task: Task; onDrag: (task: Task | undefined) => void; onMove: (verb: Verb) => void };

/** Enter opens it, "m" offers where it may go; with the mouse it is dragged there. */
export function BoardCard({ task, onDrag, onMove }: BoardCardProps) {
  const { t } = useTranslation('tasks');
  const navigate = useNavigate();
  const [menuOpened, setMenuOpened] = useState(false);
  const possible = moves(task);
  const open = () => void navigate({ to: '/tasks/$taskId', params: { taskId: task.id }, search: (search) => search });

  function onKeyDown(event: KeyboardEvent): void {
    if (event.target !== event.currentTarget) return;
    if (event.key === 'Enter') open();
    else if (isPress(event, 'm') && possible.length > 0) setMenuOpened(true);
    else return;
    event.preventDefault();
  }

  return (
    <li
      className={styles.card}
      data-card
      tabIndex={0}
      aria-keyshortcuts="Enter m"
      draggable={possible.length > 0}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/plain', task.title);
        onDrag(task);
      }}
      onDragEnd={() => onDrag(undefined)}
      onKeyDown={onKeyDown}
      onClick={(event) => {
        if (event.target instanceof Element && event.target.closest('a, button, [role="menu"]')) return;
        open();
      }}
    >
      <div className={styles.cardTop}>
        <Link
          to="/tasks/$taskId"
          params={{ taskId: task.id }}
          search={(search) => search}
          className={styles.cardTitle}
          tabIndex={-1}
          draggable={false}
        >
          {task.title}
        </Link>
        <Face id={task.assignee} size={22} />
      </div>
      <div className={styles.facts}>
        <NewMark task={task} />
        <Deadline task={task} />
        <HighPriority priority={priorityOf(task)} />
        <AwaitedLabel task={task} />
        <CommentCount count={task.commentCount} />
        <Tags tags={task.tags.slice(0, 2)} />
      </div>
      {possible.length > 0 && (
        <Menu opened={menuOpened} onChange={setMenuOpened} position="bottom-end">
          <Menu.Target>
            <ActionIcon className={styles.move} tabIndex={-1} aria-label={t('action.move')}>
              <IconDots size={16} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>{t('action.move')}</Menu.Label>
            {possible.map(({ target, verb }) => (
              <Menu.Item key={target} leftSection={<StatusIcon status={target} />} onClick={() => onMove(verb)}>
                {t(`status.${target}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </li>
  );
}
