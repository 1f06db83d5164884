import type ProtocolMapperRepresentation from '@keycloak/keycloak-admin-client/lib/defs/protocolMapperRepresentation.js';
import { AUDIENCE } from '../../../kit/chassis.js';
import { type Keycloak, unlessThere } from '../keycloak.js';

/** The client scope that puts into tokens what Atrium's services read from them, whatever the realm's own scopes do. */
export const SCOPE = 'atrium';

const claims = { 'access.token.claim': 'true', 'introspection.token.claim': 'true' };

const mapper = (name: string, protocolMapper: string, config: Record<string, string>): ProtocolMapperRepresentation => ({
  name,
  protocol: 'openid-connect',
  protocolMapper,
  config: { ...claims, ...config },
});

const attribute = (name: string, claim: string): ProtocolMapperRepresentation =>
  mapper(claim, 'oidc-usermodel-attribute-mapper', {
    'user.attribute': name,
    'claim.name': claim,
    'id.token.claim': 'true',
    'userinfo.token.claim': 'true',
    'jsonType.label': 'String',
  });

const mappers: ProtocolMapperRepresentation[] = [
  mapper('audience', 'oidc-audience-mapper', { 'included.client.audience': AUDIENCE }),
  mapper('subject', 'oidc-sub-mapper', {}),
  mapper('realm roles', 'oidc-usermodel-realm-role-mapper', {
    'claim.name': 'realm_access.roles',
    multivalued: 'true',
    'jsonType.label': 'String',
  }),
  attribute('username', 'preferred_username'),
  attribute('email', 'email'),
  attribute('firstName', 'given_name'),
  attribute('lastName', 'family_name'),
  attribute('locale', 'locale'),
];

/** Makes the scope with its mappers, or adds the mappers it lacks. Answers its id. */
export async function ensureScope(keycloak: Keycloak): Promise<string> {
  const existing = await keycloak.clientScopes.findOneByName({ name: SCOPE });
  if (!existing) {
    await unlessThere(
      keycloak.clientScopes.create({
        name: SCOPE,
        description: 'What the services of Atrium read from tokens.',
        protocol: 'openid-connect',
        attributes: { 'include.in.token.scope': 'false', 'display.on.consent.screen': 'false' },
        protocolMappers: mappers,
      }),
    );
    return ensureScope(keycloak);
  }
  if (!existing.id) throw new Error(`Keycloak gave the client scope ${SCOPE} without its id.`);
  const present = new Set(existing.protocolMappers?.map(({ name }) => name));
  for (const missing of mappers.filter(({ name }) => !present.has(name)))
    await unlessThere(keycloak.clientScopes.addProtocolMapper({ id: existing.id }, missing));
  return existing.id;
}
