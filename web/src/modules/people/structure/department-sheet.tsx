import { Button, Menu, ActionIcon } from '@mantine/core';
import { IconArrowsMove, IconBuildingCommunity, IconDots, IconPlus, IconTrash } from '@tabler/icons-react';
import { Link, useParams } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Department } from '../../../api/types';
import { useAllowedActions } from '../../../kit/allowed-actions';
import { problemToast } from '../../../kit/feedback/toast';
import { InlineText } from '../../../kit/form/inline-text';
import { SideSheet } from '../../../kit/page/side-sheet';
import { pathTo } from '../../../kit/people/department-tree';
import { departmentsQuery, idOf, userRef } from '../../../kit/people/people';
import { PeoplePicker } from '../../../kit/people/people-picker';
import { PersonPicker } from '../../../kit/people/person-picker';
import { EmptyState } from '../../../kit/states/empty-state';
import { ErrorState } from '../../../kit/states/error-state';
import { TextSkeleton } from '../../../kit/states/skeletons';
import { useShaping } from '../data/departments';
import { DepartmentLinks, PersonLink } from '../parts/links';
import { Fixed, Properties, Property } from '../profile/property';
import { useDepartmentDialogs } from './department-dialogs';
import { DepartmentPeople } from './department-people';
import styles from './structure.module.css';

/** One department: who leads it, who belongs to it, where it stands. */
export function DepartmentSheet() {
  const { t } = useTranslation('people');
  const { departmentId } = useParams({ from: '/people/departments/$departmentId' });
  const { data: departments, error, refetch } = useQuery(departmentsQuery);
  const department = departments?.find(({ id }) => id === departmentId);
  return (
    <SideSheet
      title={department?.name ?? t('department.one')}
      closeTo="/people?view=structure"
      beside={departments && <Path of={departmentId} all={departments} />}
      actions={department && <DepartmentActions department={department} />}
    >
      {departments && department ? (
        <Content key={departmentId} department={department} all={departments} />
      ) : departments ? (
        <EmptyState icon={IconBuildingCommunity} title={t('department.missing')} text={t('department.missingText')} />
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <TextSkeleton />
      )}
    </SideSheet>
  );
}

function Path({ of: id, all }: { of: string; all: readonly Department[] }) {
  return (
    <span className={styles.path}>
      {pathTo(all, id)
        .slice(0, -1)
        .map((above) => (
          <span key={above.id}>
            <Link to="/people/departments/$departmentId" params={{ departmentId: above.id }} search>
              {above.name}
            </Link>
            <span aria-hidden> › </span>
          </span>
        ))}
    </span>
  );
}

function Content({ department, all }: { department: Department; all: readonly Department[] }) {
  const { t } = useTranslation('people');
  const { can } = useAllowedActions(department);
  const { update } = useShaping();
  const dialogs = useDepartmentDialogs();
  const children = all.filter(({ parent }) => parent === department.id);
  const change = (changed: Parameters<typeof update>[1]) =>
    void update(department, changed).catch((error: unknown) => problemToast(error, t('notChanged')));

  return (
    <div className={styles.department}>
      <h2 className={can('update') ? 'visually-hidden' : styles.departmentTitle}>{department.name}</h2>
      {can('update') && (
        <InlineText
          className={styles.departmentName}
          draft={`department/${department.id}/name`}
          aria-label={t('department.name')}
          value={department.name}
          maxLength={200}
          required
          onSave={(name) => update(department, { name })}
        />
      )}
      <Properties title={t('department.leaders')}>
        <Property label={t('department.head')}>
          {can('update') ? (
            <PersonPicker
              aria-label={t('department.head')}
              value={department.head}
              placeholder={t('department.noHead')}
              clearable
              plain
              onChange={(head) => change({ head })}
            />
          ) : (
            <Fixed>{department.head ? <PersonLink id={department.head} /> : t('department.noHead')}</Fixed>
          )}
        </Property>
        <Property label={t('department.deputies')}>
          {can('update') ? (
            <PeoplePicker
              aria-label={t('department.deputies')}
              value={department.deputies.map(userRef)}
              placeholder={t('add')}
              plain
              onChange={(refs) => change({ deputies: refs.map(idOf) })}
            />
          ) : (
            <Fixed>
              {department.deputies.length === 0
                ? t('nothing')
                : department.deputies.map((deputy) => <PersonLink key={deputy} id={deputy} />)}
            </Fixed>
          )}
        </Property>
      </Properties>
      {(children.length > 0 || can('update')) && (
        <Properties title={t('department.below')}>
          {children.length > 0 && <DepartmentLinks ids={children.map(({ id }) => id)} />}
          {can('update') && (
            <div>
              <Button
                variant="subtle"
                color="gray"
                leftSection={<IconPlus size={14} aria-hidden />}
                onClick={() => dialogs.create(department.id)}
              >
                {t('department.addBelow')}
              </Button>
            </div>
          )}
        </Properties>
      )}
      <DepartmentPeople department={department} />
    </div>
  );
}

function DepartmentActions({ department }: { department: Department }) {
  const { t } = useTranslation('people');
  const { can } = useAllowedActions(department);
  const dialogs = useDepartmentDialogs();
  if (!can('move') && !can('delete')) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t('moreActions')}>
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
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
