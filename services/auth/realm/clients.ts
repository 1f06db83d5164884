import { isDeepStrictEqual } from 'node:util';
import type ClientRepresentation from '@keycloak/keycloak-admin-client/lib/defs/clientRepresentation.js';
import type { RoleMappingPayload } from '@keycloak/keycloak-admin-client/lib/defs/roleRepresentation.js';
import { AUDIENCE, SERVICE_CLIENT } from '../../../kit/chassis.js';
import type { Settings } from '../../../kit/settings.js';
import { type Keycloak, unlessThere } from '../keycloak.js';
import type { RealmRoles } from './roles.js';
import { SCOPE } from './scope.js';

export const WEB_CLIENT = 'atrium-web';

/** The web client's server in development. */
const VITE = 'http://localhost:5173';

/** Keycloak keeps this list in one attribute, its items between ##. */
const AFTER_SIGN_OUT = 'post.logout.redirect.uris';

/** A client of the realm: what Atrium owns of it, set again where it was changed, and lists to which others may add. */
export type ClientPlan = {
  clientId: string;
  /** Set once, when the client is made. */
  initial: ClientRepresentation;
  owned: ClientRepresentation;
  redirectUris: string[];
  webOrigins: string[];
  /** Realm roles that may appear in its tokens; any where absent. */
  roles?: RoleMappingPayload[];
};

const noFlows: ClientRepresentation = {
  protocol: 'openid-connect',
  standardFlowEnabled: false,
  implicitFlowEnabled: false,
  directAccessGrantsEnabled: false,
  serviceAccountsEnabled: false,
};

/** Keycloak's own scopes a client is given where the realm has them: CORS of its endpoints, the time and strength of the sign-in. */
const scopes = {
  defaultClientScopes: ['basic', 'acr', 'web-origins', SCOPE],
  optionalClientScopes: ['profile', 'email', 'offline_access'],
};

export function clientPlans(settings: Settings, { admin, employee, guest }: RealmRoles): ClientPlan[] {
  const people = [admin, employee, guest];
  return [
    webClient(settings, people),
    {
      clientId: AUDIENCE,
      initial: {
        name: 'Atrium services',
        description: 'Whom tokens are meant for. Nobody signs in with it.',
        defaultClientScopes: [],
      },
      owned: { ...noFlows, bearerOnly: true },
      redirectUris: [],
      webOrigins: [],
    },
    {
      clientId: SERVICE_CLIENT,
      initial: { name: 'Atrium services among themselves', defaultClientScopes: ['basic', SCOPE], optionalClientScopes: [] },
      owned: {
        ...noFlows,
        publicClient: false,
        serviceAccountsEnabled: true,
        secret: settings.serviceClientSecret,
        fullScopeAllowed: true,
        protocolMappers: [administrationMapper],
      },
      redirectUris: [],
      webOrigins: [],
    },
    ...(settings.development ? [commandLineClient(people)] : []),
  ];
}

function webClient({ publicUrl, development }: Settings, roles: RoleMappingPayload[]): ClientPlan {
  const addresses = [publicUrl, ...(development ? [VITE] : [])];
  return {
    clientId: WEB_CLIENT,
    initial: { name: 'Atrium', description: 'The web client.', ...scopes },
    owned: {
      ...noFlows,
      publicClient: true,
      standardFlowEnabled: true,
      fullScopeAllowed: false,
      baseUrl: publicUrl,
      attributes: {
        'pkce.code.challenge.method': 'S256',
        [AFTER_SIGN_OUT]: addresses.map((address) => `${address}/*`).join('##'),
      },
    },
    redirectUris: addresses.map((address) => `${address}/*`),
    webOrigins: addresses.map((address) => new URL(address).origin),
    roles,
  };
}

/** Only in development: lets a script have a token for a name and a password. */
const commandLineClient = (roles: RoleMappingPayload[]): ClientPlan => ({
  clientId: 'atrium-cli',
  initial: { name: 'Atrium on the command line', ...scopes },
  owned: { ...noFlows, publicClient: true, directAccessGrantsEnabled: true, fullScopeAllowed: false },
  redirectUris: [],
  webOrigins: [],
  roles,
});

/** Puts the service account's rights over the realm into its tokens, where Keycloak's administration API looks for them. */
const administrationMapper = {
  name: 'administration of the realm',
  protocol: 'openid-connect',
  protocolMapper: 'oidc-usermodel-client-role-mapper',
  config: {
    'usermodel.clientRoleMapping.clientId': 'realm-management',
    'claim.name': 'resource_access.realm-management.roles',
    multivalued: 'true',
    'jsonType.label': 'String',
    'access.token.claim': 'true',
  },
};

/** Makes the client, or mends what Atrium owns of it. Answers its internal id. */
export async function ensureClient(keycloak: Keycloak, plan: ClientPlan, scopeId: string): Promise<string> {
  const { clientId, initial, owned, redirectUris, webOrigins, roles } = plan;
  const existing = await findClient(keycloak, clientId);
  if (!existing) {
    await unlessThere(keycloak.clients.create({ clientId, enabled: true, ...initial, ...owned, redirectUris, webOrigins }));
    return ensureClient(keycloak, plan, scopeId);
  }
  const { id } = existing;
  const mended = amended(existing, plan);
  if (mended) await keycloak.clients.update({ id }, mended);
  for (const mapper of lackingMappers(existing, plan)) await unlessThere(keycloak.clients.addProtocolMapper({ id }, mapper));
  if (initial.defaultClientScopes?.includes(SCOPE) && !existing.defaultClientScopes?.includes(SCOPE))
    await keycloak.clients.addDefaultClientScope({ id, clientScopeId: scopeId });
  if (roles) await allowRoles(keycloak, id, roles);
  return id;
}

export async function findClient(
  keycloak: Keycloak,
  clientId: string,
): Promise<(ClientRepresentation & { id: string }) | undefined> {
  const [found] = await keycloak.clients.find({ clientId });
  return found?.id ? { ...found, id: found.id } : undefined;
}

/** The client with what Atrium owns put right; undefined where nothing is to be done. */
function amended(existing: ClientRepresentation, plan: ClientPlan): ClientRepresentation | undefined {
  const { protocolMappers: _, ...owned } = plan.owned;
  const attributes: Record<string, unknown> = { ...existing.attributes, ...owned.attributes };
  const afterSignOut = [existing, owned].flatMap((client) => addressesAfterSignOut(client));
  if (afterSignOut.length > 0) attributes[AFTER_SIGN_OUT] = [...new Set(afterSignOut)].join('##');
  const wanted: ClientRepresentation = {
    ...existing,
    ...owned,
    attributes,
    redirectUris: union(existing.redirectUris, plan.redirectUris),
    webOrigins: union(existing.webOrigins, plan.webOrigins),
  };
  return isDeepStrictEqual(existing, wanted) ? undefined : wanted;
}

function addressesAfterSignOut({ attributes }: ClientRepresentation): string[] {
  const value: unknown = attributes?.[AFTER_SIGN_OUT];
  return typeof value === 'string' ? value.split('##').filter(Boolean) : [];
}

const union = (present: readonly string[] | undefined, wanted: readonly string[]): string[] => [
  ...new Set([...(present ?? []), ...wanted]),
];

function lackingMappers(existing: ClientRepresentation, { owned }: ClientPlan) {
  const present = new Set(existing.protocolMappers?.map(({ name }) => name));
  return (owned.protocolMappers ?? []).filter(({ name }) => !present.has(name));
}

async function allowRoles(keycloak: Keycloak, id: string, roles: RoleMappingPayload[]): Promise<void> {
  const present = new Set((await keycloak.clients.listRealmScopeMappings({ id })).map(({ name }) => name));
  const lacking = roles.filter(({ name }) => !present.has(name));
  if (lacking.length > 0) await keycloak.clients.addRealmScopeMappings({ id }, lacking);
}
