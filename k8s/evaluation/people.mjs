// Makes an administrator of the company in the realm, once Atrium has set that up, and a client by which a program signs in with name and
// password (for measurements). Again it changes nothing.
import { setTimeout as sleep } from 'node:timers/promises';

const { KEYCLOAK_ADMIN_USER, KEYCLOAK_ADMIN_PASSWORD, PERSON, PASSWORD } = process.env;
const keycloak = 'http://keycloak:8080';
const realm = `${keycloak}/admin/realms/atrium`;

async function token() {
  const body = new URLSearchParams({
    grant_type: 'password',
    client_id: 'admin-cli',
    username: KEYCLOAK_ADMIN_USER,
    password: KEYCLOAK_ADMIN_PASSWORD,
  });
  const response = await fetch(`${keycloak}/realms/master/protocol/openid-connect/token`, { method: 'POST', body });
  if (!response.ok) throw new Error(`Keycloak answered ${response.status} to its administrator.`);
  return (await response.json()).access_token;
}

async function call(method, path, body) {
  const headers = { authorization: `Bearer ${await token()}`, 'content-type': 'application/json' };
  const response = await fetch(`${realm}${path}`, { method, headers, body: body && JSON.stringify(body) });
  if (response.ok || response.status === 409) return response;
  throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
}

async function roles() {
  const names = ['admin', 'employee'];
  for (;;) {
    try {
      return await Promise.all(names.map(async (name) => (await call('GET', `/roles/${name}`)).json()));
    } catch (error) {
      console.log(`Waiting for the realm: ${error.message}`);
      await sleep(3_000);
    }
  }
}

const given = await roles();
const credentials = [{ type: 'password', value: PASSWORD }];
const email = `${PERSON}@atrium.localhost`;
const names = { firstName: 'Anna', lastName: 'Petrova' };
await call('POST', '/users', { username: PERSON, email, emailVerified: true, enabled: true, ...names, credentials });
const [{ id }] = await (await call('GET', `/users?exact=true&username=${PERSON}`)).json();
await call('POST', `/users/${id}/role-mappings/realm`, given);
await call('POST', '/clients', {
  clientId: 'atrium-evaluation',
  publicClient: true,
  standardFlowEnabled: false,
  directAccessGrantsEnabled: true,
  defaultClientScopes: ['basic', 'atrium'],
});
console.log(`${PERSON} may sign in, and is an administrator of the company.`);
