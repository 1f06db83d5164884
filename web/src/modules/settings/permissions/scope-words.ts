import { useTranslation } from 'react-i18next';
import type { Scope } from '../../../api/types';
import type { RightRow } from './rows';

/** What a scope means in that line, in words of the thing it is about: "all tasks", not "all". */
export function useScopeWords({ id, scopes }: RightRow): (scope: Scope) => string {
  const { t } = useTranslation('settings');
  const isYesOrNo = scopes.length === 2;
  return (scope) => {
    if (scope === 'SCOPE_NONE' || scope === 'SCOPE_UNSPECIFIED') return t('permissions.no');
    if (isYesOrNo) return t('permissions.yes');
    return id.startsWith('people') ? t(`permissions.people.${scope}`) : t(`permissions.tasks.${scope}`);
  };
}
