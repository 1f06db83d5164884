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
    if (id.startsWith('people')) return t(`permissions.people.${scope}`);
    return id.startsWith('time') ? t(`permissions.time.${scope}`) : t(`permissions.tasks.${scope}`);
  };
}
