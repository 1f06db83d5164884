import type { Settings } from '../../../kit/settings.js';
import type { Keycloak } from '../keycloak.js';
import type { RealmRoleName } from './roles.js';

type SamplePerson = { login: string; firstName: string; lastName: string; locale: string; roles: RealmRoleName[] };

/** Who can sign in to a development start; scripts/sample-company.ts gives them their places in the company. */
const samplePeople: readonly SamplePerson[] = [
  { login: 'anna', firstName: 'Anna', lastName: 'Sokolova', locale: 'en', roles: ['admin', 'employee'] },
  { login: 'boris', firstName: 'Борис', lastName: 'Орлов', locale: 'ru', roles: ['employee'] },
  { login: 'chen', firstName: 'Chen', lastName: 'Wei', locale: 'en', roles: ['employee'] },
  { login: 'daria', firstName: 'Дарья', lastName: 'Волкова', locale: 'ru', roles: ['employee'] },
  { login: 'yuna', firstName: '유나', lastName: '김', locale: 'ko', roles: ['employee'] },
  { login: 'guest', firstName: 'Grace', lastName: 'Hill', locale: 'en', roles: ['guest'] },
];

const PASSWORD = 'atrium';

/** Makes the sample people who are missing, in one call and one transaction; those who are there stay as they are. */
export async function ensureSamplePeople(keycloak: Keycloak, { keycloakRealm: realm }: Settings): Promise<void> {
  await keycloak.realms.partialImport({
    realm,
    rep: {
      ifResourceExists: 'SKIP',
      users: samplePeople.map(({ login, firstName, lastName, locale, roles }) => ({
        username: login,
        email: `${login}@atrium.localhost`,
        emailVerified: true,
        enabled: true,
        firstName,
        lastName,
        attributes: { locale: [locale] },
        realmRoles: roles,
        credentials: [{ type: 'password', value: PASSWORD, temporary: false }],
      })),
    },
  });
}
