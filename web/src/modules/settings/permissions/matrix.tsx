import { Select } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { Role, Scope } from '../../../api/types';
import styles from './permissions.module.css';
import { useRoleName } from './role-name';
import { type Changes, modulesOfRows, type RightRow, rows, shownScope, storedScope, withCell } from './rows';
import { useScopeWords } from './scope-words';

type MatrixProps = { roles: readonly Role[]; changes: Changes; onChange: (changes: Changes) => void };

/** Roles side by side; a cell says how far the right reaches. */
export function Matrix({ roles, changes, onChange }: MatrixProps) {
  const { t } = useTranslation('settings');
  const roleName = useRoleName();
  return (
    <table className={styles.matrix}>
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">{t('permissions.right')}</span>
          </th>
          {roles.map(({ id }) => (
            <th key={id} scope="col">
              {roleName(id)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {modulesOfRows.map((module) => (
          <Fragment key={module}>
            <tr className={styles.module}>
              <th scope="rowgroup" colSpan={roles.length + 1}>
                {t(`permissions.module.${module}`)}
              </th>
            </tr>
            {rows
              .filter((row) => row.module === module)
              .map((row) => (
                <tr key={row.id}>
                  <th scope="row">{t(`permissions.rows.${row.id}`)}</th>
                  {roles.map((role) => (
                    <td key={role.id}>
                      <Cell
                        role={role}
                        row={row}
                        scope={shownScope(role, row, changes)}
                        onChange={(scope) => onChange(withCell(changes, role, row, scope))}
                      />
                    </td>
                  ))}
                </tr>
              ))}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}

type CellProps = { role: Role; row: RightRow; scope: Scope; onChange: (scope: Scope) => void };

function Cell({ role, row, scope, onChange }: CellProps) {
  const { t } = useTranslation('settings');
  const roleName = useRoleName();
  const wordFor = useScopeWords(row);
  if (!role.allowedActions.includes('update')) {
    return (
      <span className={styles.fixed}>
        <IconLock size={14} stroke={1.75} aria-label={t('permissions.fixed')} />
        {wordFor(scope)}
      </span>
    );
  }
  // A scope that this client wouldn't offer is shown all the same: it is what holds.
  const scopes = row.scopes.includes(scope) ? row.scopes : [...row.scopes, scope];
  return (
    <Select
      aria-label={`${t(`permissions.rows.${row.id}`)}: ${roleName(role.id)}`}
      data={scopes.map((value) => ({ value, label: wordFor(value) }))}
      value={scope}
      onChange={(value) => {
        const picked = scopes.find((known) => known === value);
        if (picked) onChange(picked);
      }}
      allowDeselect={false}
      withCheckIcon={false}
      variant="plain"
      classNames={{ input: scope === storedScope(role, row) ? undefined : styles.changed }}
      comboboxProps={{ width: 280, position: 'bottom-start' }}
    />
  );
}
