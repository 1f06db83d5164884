import { Button } from '@mantine/core';
import { IconSun } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import { list } from '../../api/keys';
import type { Task } from '../../api/types';
import { EmptyState } from '../../kit/states/empty-state';
import { ErrorState } from '../../kit/states/error-state';
import { ListSkeleton } from '../../kit/states/skeletons';
import { useMinute } from '../../kit/time/time';
import { addDays, dayOf, startOfDay } from '../../kit/time/zone';
import { useSession, useZone } from '../../session/session';
import { awaitingOf } from '../tasks/data/awaited';
import { urgencyOf } from '../tasks/data/task-words';
import { useWaiting } from '../tasks/data/waiting';
import { TaskRow } from '../tasks/parts/task-row';
import styles from './home-page.module.css';

/** More than anybody does in a day; the list of tasks has the rest. */
const most = 50;
/** So many of a kind can be taken in at a glance. */
const shown = 8;

/** The person's tasks that today asks for: overdue, due today, newly given. */
export function MyTasks() {
  const { t } = useTranslation('home');
  const zone = useZone();
  const now = useMinute();
  const due = useDue();
  const given = useNew();
  const waiting = useWaiting('mine');
  const error = due.error ?? given.error;

  if (due.isPending || given.isPending) return <ListSkeleton />;
  if (error && !due.data) return <ErrorState error={error} onRetry={() => void Promise.all([due.refetch(), given.refetch()])} />;
  const urgent = due.data ?? [];
  const asked = (waiting.data?.tasks ?? []).filter((task) => awaitingOf(task) !== undefined);
  const overdue = urgent.filter((task) => urgencyOf(task, now, zone) === 'overdue');
  const today = urgent.filter((task) => urgencyOf(task, now, zone) === 'today');
  const fresh = (given.data ?? []).filter(({ id }) => !urgent.some((task) => task.id === id));
  if (overdue.length + today.length + asked.length + fresh.length === 0) {
    return (
      <EmptyState icon={IconSun} title={t('tasks.clear')} text={t('tasks.clearText')}>
        <Button variant="default" renderRoot={(props) => <Link to="/tasks" search={{ view: 'mine' }} {...props} />}>
          {t('tasks.all')}
        </Button>
      </EmptyState>
    );
  }
  return (
    <>
      <Section title={t('tasks.overdue')} tone="red" tasks={overdue} />
      <Section title={t('tasks.today')} tone="blue" tasks={today} />
      <Section title={t('tasks.waiting')} tone="amber" tasks={asked} view="waiting" face="assignee" />
      <Section title={t('tasks.new')} tone="green" tasks={fresh} />
    </>
  );
}

function useDue() {
  const { me } = useSession();
  const zone = useZone();
  const tomorrow = startOfDay(addDays(dayOf(useMinute(), zone), 1), zone).toISOString();
  const filter = `assignee == ${JSON.stringify(me.id)} && status in ["new", "pending", "in_progress"] && deadline < timestamp("${tomorrow}")`;
  return useMyTasks('due', filter, 'deadline asc');
}

function useNew() {
  const { me } = useSession();
  return useMyTasks('new', `assignee == ${JSON.stringify(me.id)} && status == "new"`, 'created_at desc');
}

function useMyTasks(name: string, filter: string, orderBy: string) {
  return useQuery({
    queryKey: list('task', 'home', name, filter),
    queryFn: async ({ signal }) =>
      (await answer(api.GET('/v1/tasks', { params: { query: { filter, orderBy, pageSize: most } }, signal }))).tasks,
  });
}

type SectionProps = {
  title: string;
  tone: 'red' | 'blue' | 'amber' | 'green';
  tasks: readonly Task[];
  view?: 'mine' | 'waiting';
  face?: 'creator' | 'assignee';
};

function Section({ title, tone, tasks, view = 'mine', face = 'creator' }: SectionProps) {
  const { t } = useTranslation('home');
  if (tasks.length === 0) return null;
  return (
    <section>
      <h2 className={styles.head} data-tone={tone}>
        {title}
        <span className={`${styles.count} numbers`}>{tasks.length}</span>
        <Link to="/tasks" search={{ view }}>
          {t(view === 'waiting' ? 'tasks.allWaiting' : 'tasks.all')}
        </Link>
      </h2>
      <ul className={styles.list}>
        {tasks.slice(0, shown).map((task) => (
          <TaskRow key={task.id} task={task} face={face} />
        ))}
      </ul>
    </section>
  );
}
