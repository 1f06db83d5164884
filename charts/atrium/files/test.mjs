// `helm test`: what a person does in their first minute, as their browser would do it. It signs in at Keycloak, sets a task, and sees
// the event of it on the WebSocket: by then gateway, services, MongoDB, Kafka and Keycloak have worked together.
import { createHash, randomBytes } from 'node:crypto';
import WebSocket from 'ws';

const { HEALTH, WEB, KEYCLOAK_URL, KEYCLOAK_REALM, ATRIUM_PUBLIC_URL, TEST_USER, TEST_PASSWORD } = process.env;
const realm = `${KEYCLOAK_URL}/realms/${KEYCLOAK_REALM}`;
const within = (seconds) => AbortSignal.timeout(seconds * 1000);

async function step(what, work) {
  const began = performance.now();
  const result = await work();
  console.log(`${what} (${Math.round(performance.now() - began)} ms)`);
  return result;
}

async function answered(response) {
  if (response.ok) return response;
  throw new Error(`${response.url} answered ${response.status}: ${await response.text()}`);
}

/** The Authorization Code flow with PKCE, through Keycloak's own page. Answers an access token. */
async function signIn() {
  const verifier = randomBytes(32).toString('base64url');
  const redirect = { client_id: 'atrium-web', redirect_uri: `${ATRIUM_PUBLIC_URL}/` };
  const question = new URLSearchParams({
    ...redirect,
    response_type: 'code',
    scope: 'openid',
    state: 'test',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  const page = await answered(await fetch(`${realm}/protocol/openid-connect/auth?${question}`, { signal: within(30) }));
  const form = / action="([^"]+)"/.exec(await page.text())?.[1]?.replaceAll('&amp;', '&');
  if (!form) throw new Error('Keycloak shows no page to sign in.');
  // The page names the address that browsers use, which may lead nowhere from inside the cluster.
  const action = new URL(new URL(form).pathname + new URL(form).search, KEYCLOAK_URL);
  const cookie = page.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const sent = await fetch(action, {
    method: 'POST',
    headers: { cookie },
    body: new URLSearchParams({ username: TEST_USER, password: TEST_PASSWORD }),
    redirect: 'manual',
    signal: within(30),
  });
  const location = sent.headers.get('location') ?? '';
  const code = URL.canParse(location) ? new URL(location).searchParams.get('code') : undefined;
  if (!code) throw new Error(`Keycloak does not let ${TEST_USER} in: a wrong password, or it asks for more than name and password.`);
  const body = new URLSearchParams({ ...redirect, grant_type: 'authorization_code', code, code_verifier: verifier });
  const tokens = await answered(
    await fetch(`${realm}/protocol/openid-connect/token`, { method: 'POST', body, signal: within(30) }),
  );
  return (await tokens.json()).access_token;
}

/** Resolves when the socket lets us in; answers how to wait for the event of a task. */
async function listen(token) {
  const socket = new WebSocket(`${WEB.replace(/^http/, 'ws')}v1/socket`);
  const messages = [];
  let look = () => undefined;
  const until = (seconds, what, matches) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`Within ${seconds} s there was no ${what} on the WebSocket.`)), seconds * 1000);
      look = () => {
        if (!messages.some(matches)) return;
        clearTimeout(timer);
        resolve();
      };
      socket.on('error', reject);
      socket.on('close', (code, reason) => reject(new Error(`The WebSocket was closed: ${code} ${reason}`)));
      look();
    });
  socket.on('open', () => socket.send(JSON.stringify({ type: 'authenticate', token })));
  socket.on('message', (data) => {
    messages.push(JSON.parse(data.toString()));
    look();
  });
  await until(30, 'welcome', ({ type }) => type === 'ready');
  return {
    event: (id) => until(30, `event of task ${id}`, (message) => message.kind === 'task' && message.id === id),
    close: () => socket.terminate(),
  };
}

async function test() {
  if (HEALTH) await step('The process at the edge is ready.', async () => answered(await fetch(HEALTH, { signal: within(10) })));
  await step('The web client is served.', async () => answered(await fetch(WEB, { signal: within(10) })));
  if (!TEST_USER) return console.log('Nobody signed in: no test.existingSecret names somebody who could.');

  const token = await step(`${TEST_USER} signed in.`, signIn);
  const call = async (method, path, body) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    return answered(await fetch(`${WEB}v1/${path}`, { method, headers, body: body && JSON.stringify(body), signal: within(30) }));
  };
  const me = await step('They are known.', async () => (await call('GET', 'me')).json());
  const live = await step('Their WebSocket is open.', () => listen(token));
  const task = await step('They set a task.', async () =>
    (await call('POST', 'tasks', { title: 'helm test', assignee: me.id })).json(),
  );
  await step(`The event of task ${task.id} arrived.`, () => live.event(task.id));
  await step('The task is deleted again.', () => call('DELETE', `tasks/${task.id}`));
  live.close();
}

test().catch((error) => {
  console.error(error.message, error.cause ?? '');
  process.exit(1);
});
