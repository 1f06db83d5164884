import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, ifVersion } from '../../../api/client';
import { one } from '../../../api/keys';
import { ApiProblem } from '../../../api/problem';
import type { Company, CompanyInput } from '../../../api/types';
import { writeFields } from '../../../api/write-fields';
import { toast } from '../../../kit/feedback/toast';
import { useDraft } from '../../../kit/form/draft';
import { useSession } from '../../../session/session';

export type CompanyChange = Pick<CompanyInput, 'name' | 'timeZone' | 'locale' | 'calendar' | 'modules'>;

const read = () => answer(api.GET('/v1/company'));

const write = (version: string, change: CompanyChange) =>
  answer(api.PATCH('/v1/company', { params: { header: ifVersion(version) }, body: change }));

export const showCompany = (queries: QueryClient, company: Company): void => {
  queries.setQueryData(one('company', 'company'), company);
};

/** Changes some fields of the company. Rejects where that was refused. */
export function useUpdateCompany(): (change: CompanyChange) => Promise<void> {
  const queries = useQueryClient();
  const { company } = useSession();
  return async (change) => showCompany(queries, await writeFields({ base: company, change, write, read }));
}

const nothing: CompanyChange = {};
const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** A form over the company: what is changed in it survives a reload until it is saved or discarded. */
export function useCompanyForm(name: string) {
  const { t } = useTranslation('settings');
  const { company } = useSession();
  const update = useUpdateCompany();
  const [draft, setDraft, clear] = useDraft<CompanyChange>(`company/${name}`, nothing);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();

  const stored = new Map(Object.entries(company));
  const isChanged = Object.entries(draft).some(([field, value]) => !isSame(value, stored.get(field)));

  async function save(): Promise<void> {
    setBusy(true);
    setProblem(undefined);
    try {
      await update(draft);
      clear();
      toast(t('saved'));
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  }

  return {
    value: { ...company, ...draft },
    change: (change: CompanyChange) => setDraft({ ...draft, ...change }),
    /** Why a field was refused, if that is why. */
    isRefused: (field: string) =>
      problem instanceof ApiProblem && problem.violations.some((violation) => violation.field === `company.${field}`),
    bar: {
      isChanged,
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
