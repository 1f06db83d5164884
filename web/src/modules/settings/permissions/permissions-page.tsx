import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Role } from '../../../api/types';
import { usePhone } from '../../../kit/screen/phone';
import { ErrorState } from '../../../kit/states/error-state';
import { ListSkeleton } from '../../../kit/states/skeletons';
import { SaveBar } from '../parts/save-bar';
import { Section } from '../parts/section';
import { Matrix } from './matrix';
import styles from './permissions.module.css';
import { useRoleName } from './role-name';
import { rolesQuery, useRoleChanges } from './roles';

/** What each role may do: one line for each thing to do, one column for each role. */
export function PermissionsPage() {
  const { t } = useTranslation('settings');
  const { data, error, refetch } = useQuery(rolesQuery);
  return (
    <Section title={t('section.permissions')} text={t('permissions.text')} wide>
      {data ? (
        <Roles roles={inOrder(data.roles)} />
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <ListSkeleton />
      )}
    </Section>
  );
}

/** Those with the most rights first. */
const order = ['admin', 'employee', 'guest'];
const inOrder = (roles: readonly Role[]): Role[] => roles.toSorted((a, b) => order.indexOf(a.id) - order.indexOf(b.id));

function Roles({ roles }: { roles: readonly Role[] }) {
  const { t } = useTranslation('settings');
  const roleName = useRoleName();
  const isPhone = usePhone();
  const [picked, setPicked] = useState(roles.find(({ allowedActions }) => allowedActions.includes('update'))?.id ?? '');
  const { changes, setChanges, bar } = useRoleChanges(roles);
  const shown = isPhone ? roles.filter(({ id }) => id === picked) : roles;
  return (
    <>
      {isPhone && (
        <SegmentedControl
          className={styles.roles}
          fullWidth
          aria-label={t('permissions.role')}
          value={picked}
          onChange={setPicked}
          data={roles.map(({ id }) => ({ value: id, label: roleName(id) }))}
        />
      )}
      <Matrix roles={shown} changes={changes} onChange={setChanges} />
      <p className={styles.note}>{t('permissions.heads')}</p>
      <SaveBar {...bar} />
    </>
  );
}
