import { useTranslation } from 'react-i18next';

const known = ['admin', 'employee', 'guest'] as const;

/** The name of a role in words; one this client doesn't know by its id. */
export function useRoleName(): (id: string) => string {
  const { t } = useTranslation('settings');
  return (id) => {
    const role = known.find((word) => word === id);
    return role === undefined ? id : t(`role.${role}`);
  };
}
