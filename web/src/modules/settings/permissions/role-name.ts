import { useTranslation } from 'react-i18next';

const known = ['admin', 'employee', 'guest'] as const;

/** The name of a role in words, for all who have it or for one; of one that this client doesn't know, the id. */
export function useRoleName(of: 'role' | 'roleOfOne' = 'role'): (id: string) => string {
  const { t } = useTranslation('settings');
  return (id) => {
    const role = known.find((word) => word === id);
    return role === undefined ? id : t(`${of}.${role}`);
  };
}
