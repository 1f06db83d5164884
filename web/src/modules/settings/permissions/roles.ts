import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, ifVersion } from '../../../api/client';
import { list } from '../../../api/keys';
import type { Role } from '../../../api/types';
import { toast } from '../../../kit/feedback/toast';
import { useDraft } from '../../../kit/form/draft';
import { type Changes, changedPermissions, countChanges } from './rows';

export const rolesQuery = queryOptions({
  queryKey: list('role', 'all'),
  queryFn: ({ signal }) => answer(api.GET('/v1/roles', { params: { query: { pageSize: 100 } }, signal })),
});

const nothing: Changes = {};

/** The cells that were changed, until they are saved or discarded. */
export function useRoleChanges(roles: readonly Role[]) {
  const { t } = useTranslation('settings');
  const queries = useQueryClient();
  const [changes, setChanges, clear] = useDraft<Changes>('roles', nothing);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();

  async function save(): Promise<void> {
    setBusy(true);
    setProblem(undefined);
    let left = changes;
    try {
      for (const role of roles.filter(({ id }) => changes[id] !== undefined)) {
        const params = { path: { id: role.id }, header: ifVersion(role.version) };
        await answer(api.PATCH('/v1/roles/{id}', { params, body: { permissions: changedPermissions(role, changes) } }));
        const { [role.id]: _, ...rest } = left;
        left = rest;
      }
      clear();
      toast(t('saved'));
    } catch (error) {
      // Of several roles, those that were written stay written.
      setChanges(left);
      setProblem(error);
    } finally {
      setBusy(false);
      await queries.invalidateQueries({ queryKey: list('role') });
    }
  }

  return {
    changes,
    setChanges,
    bar: {
      isChanged: countChanges(changes) > 0,
      busy,
      problem,
      onSave: () => void save(),
      onDiscard: () => {
        clear();
        setProblem(undefined);
      },
    },
  };
}
