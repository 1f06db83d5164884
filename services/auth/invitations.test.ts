import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AccountServiceDefinition, InvitationServiceDefinition, InvitationStatus } from '../../gen/atrium/auth/v1/auth.js';
import { EmployeeEvent, EmployeeStatus } from '../../gen/atrium/org/v1/org.js';
import { uuidv7 } from '../../kit/events.js';
import { until } from '../../tests/process.js';
import { type AuthProcess, authProcess, mailsTo } from './auth.testing.js';
import { keycloakAccounts } from './accounts.js';
import { invitationStore } from './invitation-store.js';
import { invitingOf } from './inviting.js';
import { realmClient } from './keycloak.js';
import { MAKING_A_REALM, tokenOf } from './realm/realm.testing.js';

let process: AuthProcess;

beforeAll(async () => {
  process = await authProcess();
}, MAKING_A_REALM);
afterAll(() => process.stop());

/** An address of this run's own: the mail server may hold the mails of others. */
const at = (name: string) => `${name}@${process.settings.keycloakRealm}.example.com`;

const as = (login: string) => process.as(InvitationServiceDefinition, login);
const invitation = (email: string, more: object = {}) => ({
  email,
  firstName: 'Min',
  lastName: 'Seo',
  role: 'employee',
  ...more,
});
const account = async (email: string) => (await process.keycloak.users.find({ email, exact: true }))[0];

/** Tells that a person has signed in, as org does. */
async function signedIn(user: string): Promise<void> {
  const employee = { id: user, status: EmployeeStatus.EMPLOYEE_STATUS_ACTIVE };
  const value = JSON.stringify(EmployeeEvent.toJSON(EmployeeEvent.fromPartial({ action: 'created', employee })));
  const headers = {
    ce_id: uuidv7(),
    ce_type: 'atrium.org.employee.created.v1',
    ce_subject: user,
    ce_time: new Date().toISOString(),
    version: '1',
  };
  await process.chassis.bus.send(process.chassis.bus.topic('org'), [{ key: user, value, headers }]);
}

test('an invited person gets a mail in their language whose link ends in Keycloak’s page for a new password', async () => {
  const anna = await as('anna');
  const created = await anna.createInvitation({ invitation: invitation(at('Min.Seo'), { locale: 'ko', department: 2 }) });
  expect(created).toMatchObject({
    email: at('min.seo'),
    status: InvitationStatus.INVITATION_STATUS_SENT,
    allowedActions: ['resend', 'cancel'],
  });
  expect(created.sentAt).toBeInstanceOf(Date);
  expect(await account(at('min.seo'))).toMatchObject({ id: created.user, firstName: 'Min', enabled: true });
  expect((await process.keycloak.users.listRealmRoleMappings({ id: created.user })).map(({ name }) => name)).toContain(
    'employee',
  );

  const [mail] = await mailsTo(process.mailUrl, at('min.seo'));
  expect(mail).toMatchObject({ Subject: '계정을 설정해 주세요', From: { Address: 'atrium@localhost', Name: 'Atrium' } });
  expect(mail?.Text).toContain('Atrium에 오신 것을 환영합니다');
  expect(mail?.Text).toContain('이 링크는 일정 시간이 지나면 만료됩니다.');
  const link = /https?:\/\/\S+action-token\S+/.exec(mail?.Text ?? '')?.[0] ?? '';
  expect(mail?.HTML.replaceAll('&#61;', '=').replaceAll('&amp;', '&')).toContain(link);
  const page = await openPage(link);
  expect(page.url).toContain('/login-actions/');
  expect(page.html).toMatch(/비밀번호/);
  expect((await openPage(page.next)).html).toContain('name="password-new"');
});

/** Follows a link as a browser does, with its cookies; `next` is the link or form that goes on. */
const cookies = new Map<string, string>();
async function openPage(address: string): Promise<{ url: string; html: string; next: string }> {
  let url = address;
  for (let hops = 0; hops < 10; hops++) {
    const header = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { redirect: 'manual', headers: { cookie: header, 'accept-language': 'ko' } });
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';');
      cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    const location = response.headers.get('location');
    if (!location) {
      const html = await response.text();
      const next = /<a [^>]*href="([^"]*login-actions[^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';
      return { url, html, next: next && new URL(next, url).href };
    }
    url = new URL(location, url).href;
  }
  throw new Error('The link leads nowhere.');
}

test('the person’s first sign-in accepts the invitation, and then nothing is left to do with it', async () => {
  const anna = await as('anna');
  const { id, user } = await anna.createInvitation({ invitation: invitation(at('first')) });
  await signedIn(user);
  await signedIn(user);
  const accepted = await until('the invitation is accepted', async () => {
    const { invitations } = await anna.listInvitations({ filter: 'status == "accepted"' });
    return invitations.find((each) => each.id === id);
  });
  expect(accepted).toMatchObject({ allowedActions: [], version: 3 });
  await expect(anna.cancelInvitation({ id })).rejects.toMatchObject({ reason: 'INVITATION_ACCEPTED' });
  await expect(anna.resendInvitation({ id })).rejects.toMatchObject({ reason: 'INVITATION_ACCEPTED' });
});

test('sending again sends another mail; cancelling disables the account, and the address can be invited anew', async () => {
  const anna = await as('anna');
  const email = at('again');
  const { id, user } = await anna.createInvitation({ invitation: invitation(email, { locale: 'ru' }) });
  expect(await anna.resendInvitation({ id })).toMatchObject({ status: InvitationStatus.INVITATION_STATUS_SENT, version: 4 });
  expect((await mailsTo(process.mailUrl, email, 2)).map(({ Subject }) => Subject)).toEqual([
    'Настройте учётную запись',
    'Настройте учётную запись',
  ]);

  expect(await anna.cancelInvitation({ id })).toMatchObject({
    status: InvitationStatus.INVITATION_STATUS_CANCELLED,
    allowedActions: [],
  });
  expect(await account(email)).toMatchObject({ id: user, enabled: false });
  expect((await anna.cancelInvitation({ id })).version).toBe(5);
  await expect(anna.resendInvitation({ id })).rejects.toMatchObject({ reason: 'INVITATION_CANCELLED' });

  const anew = await anna.createInvitation({ invitation: invitation(email, { role: 'guest' }) });
  expect(anew).toMatchObject({ user, status: InvitationStatus.INVITATION_STATUS_SENT });
  expect(await account(email)).toMatchObject({ enabled: true });
});

test('whoever can sign in already, or is invited already, is not invited; an imported account is', async () => {
  const anna = await as('anna');
  await expect(anna.createInvitation({ invitation: invitation('boris@atrium.localhost') })).rejects.toMatchObject({
    reason: 'ACCOUNT_EXISTS',
  });
  await anna.createInvitation({ invitation: invitation(at('once')) });
  await expect(anna.createInvitation({ invitation: invitation(at('Once')) })).rejects.toMatchObject({
    reason: 'ALREADY_INVITED',
  });

  const imported = { email: at('imported'), firstName: 'Im', lastName: 'Ported', role: 'employee' };
  const { accounts } = await process.asService(AccountServiceDefinition).ensureAccounts({ accounts: [imported] });
  expect(await anna.createInvitation({ invitation: invitation(at('imported')) })).toMatchObject({
    user: accounts[0]?.user,
  });
});

test('a repeated request invites once, also when both come at the same moment', async () => {
  const anna = await as('anna');
  const request = { invitation: invitation(at('double')), requestId: 'r-1' };
  const both = await Promise.all([anna.createInvitation(request), anna.createInvitation(request)]);
  const third = await anna.createInvitation(request);
  expect(new Set([...both, third].map(({ id }) => id)).size).toBe(1);
  expect(await mailsTo(process.mailUrl, at('double'))).toHaveLength(1);
});

test('who may not add people may not invite, see or cancel; only administrators make administrators', async () => {
  const [boris, guest, anna] = await Promise.all([as('boris'), as('guest'), as('anna')]);
  await expect(boris.createInvitation({ invitation: invitation(at('x')) })).rejects.toMatchObject({ reason: 'DENIED' });
  await expect(guest.listInvitations({})).rejects.toMatchObject({ reason: 'DENIED' });
  const { id } = await anna.createInvitation({ invitation: invitation(at('boss'), { role: 'admin' }) });
  await expect(boris.cancelInvitation({ id })).rejects.toMatchObject({ reason: 'NOT_FOUND' });
  await expect(anna.createInvitation({ invitation: invitation(at('x'), { department: 77 }) })).rejects.toMatchObject({
    reason: 'UNKNOWN_DEPARTMENT',
  });
  for (const bad of [{ email: 'nowhere' }, { role: 'service' }, { locale: 'de' }])
    await expect(anna.createInvitation({ invitation: { ...invitation(at('x')), ...bad } })).rejects.toMatchObject({
      reason: 'INVALID',
    });
});

test('while mail cannot be sent the invitation waits, and goes out by itself once it can', async () => {
  const realm = process.settings.keycloakRealm;
  const smtpServer = { host: 'localhost', port: '1', from: 'atrium@localhost' };
  const { smtpServer: working } = (await process.keycloak.realms.findOne({ realm })) ?? {};
  await process.keycloak.realms.update({ realm }, { smtpServer });
  const anna = await as('anna');
  const waiting = await anna.createInvitation({ invitation: invitation(at('patient')) });
  expect(waiting).toMatchObject({ status: InvitationStatus.INVITATION_STATUS_PENDING, user: '' });
  await process.keycloak.realms.update({ realm }, { smtpServer: working });
  expect(await anna.resendInvitation({ id: waiting.id })).toMatchObject({ status: InvitationStatus.INVITATION_STATUS_SENT });
  expect(await mailsTo(process.mailUrl, at('patient'))).toHaveLength(1);
});

/** The parts of another replica, whose process may stop anywhere. */
function replica() {
  const { chassis, settings } = process;
  const store = chassis.store('auth');
  const invitations = invitationStore(store);
  const accounts = keycloakAccounts(realmClient(settings, chassis.ownToken), settings);
  const actor = chassis.directory.actorOf('somebody', ['admin']);
  const context = { actor, now: new Date() };
  const draft = {
    firstName: 'A',
    lastName: 'B',
    role: 'employee',
    department: 0,
    locale: 'en',
    readers: [],
    createdAt: new Date(),
  };
  return {
    store,
    invitations,
    accounts,
    context,
    draft: { ...draft, status: 'pending', user: '', invitedBy: 'somebody' } as const,
  };
}

test('a process that dies after making the account leaves an invitation that another one completes', async () => {
  const { store, invitations, accounts, context, draft } = replica();
  const dying = invitingOf({
    store,
    invitations,
    log: process.chassis.log,
    accounts: { ...accounts, invite: async (person) => (await accounts.ensure([person]), never()) },
  });
  void dying.create(context, { ...draft, _id: 9_001, email: at('orphan') });
  await until('the account is made', () => account(at('orphan')));
  const works = store.collection<{ _id: number }>('invitation_work');
  await works.updateOne({ _id: 9_001 }, { $set: { busyUntil: new Date(0) } }); // A minute later …

  const living = invitingOf({ store, invitations, log: process.chassis.log, accounts });
  await living.job.run({ now: new Date(), term: 1, signal: new AbortController().signal });
  expect(await invitations.load([9_001])).toMatchObject([{ status: 'sent', user: (await account(at('orphan')))?.id }]);
  expect(await mailsTo(process.mailUrl, at('orphan'))).toHaveLength(1);
  expect(await works.findOne({ _id: 9_001 })).toBeNull();
});

test('cancelling while the account is being made leaves it disabled in the end', async () => {
  const { store, invitations, accounts, context, draft } = replica();
  let goOn = () => {};
  const gate = new Promise<void>((resolve) => (goOn = resolve));
  const slow = invitingOf({
    store,
    invitations,
    log: process.chassis.log,
    accounts: { ...accounts, invite: async (person) => (await gate, accounts.invite(person)) },
  });
  const creating = slow.create(context, { ...draft, _id: 9_002, email: at('hasty') });
  await until('the invitation is recorded', async () => (await invitations.load([9_002])).length === 1);
  await sleep(50);
  await slow.cancel(context, 9_002);
  goOn();
  await creating;
  await slow.job.run({ now: new Date(), term: 1, signal: new AbortController().signal });
  expect(await invitations.load([9_002])).toMatchObject([{ status: 'cancelled' }]);
  expect(await account(at('hasty'))).toMatchObject({ enabled: false });
  await expect(tokenOf(process.settings, at('hasty'))).rejects.toThrow();
});

const never = (): Promise<never> => new Promise(() => {});
