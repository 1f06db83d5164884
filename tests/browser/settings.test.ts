import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Browsing, expectAccessible, picture, startBrowsing, visit } from './kit.js';
import { until } from '../process.js';

let browsing: Browsing;
let url: string;
let anna: Page;

beforeAll(async () => {
  browsing = await startBrowsing();
  url = browsing.system.apiUrl;
  const admin = await browsing.system.as('anna');
  await admin.send('POST', '/v1/departments', { name: 'Sales' });
  anna = await browsing.signIn('anna');
});
afterAll(() => browsing.stop());

/** Five lines of eight that somebody should look at, in the columns of a Russian table. */
const table = `ФИО;Почта;Должность;Отдел;Мобильный;Размер обуви
Андреева Галина;galina@hanbit.example;Бухгалтер;Finance;+7 912 345-67-89;38
Белов Пётр;;Инженер;;;41
Волков Илья;not-an-email;Инженер;;;
Галкина Анна;galina@hanbit.example;Инженер;;;
Дронов Олег;oleg@hanbit.example;Инженер;;12;
;noname@hanbit.example;;;;
김민수;minsu@hanbit.example;사원;Sales;010-1234-5678;
이서연;seoyeon@hanbit.example;대리;Sales;;
`;

test('an import says what would happen line by line, then does it, and tells when it is done', async () => {
  await anna.goto(`${url}/settings/import`);
  const file = { name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(table) };
  await anna.getByLabel('Choose a file with people').setInputFiles(file);
  await anna.waitForURL(/\/settings\/import\/\d+/);
  await anna.getByText('This is what would happen. Nothing has changed yet.').waitFor();

  const lines = anna.getByRole('grid', { name: 'Lines' });
  for (const [line, problem] of [
    [3, 'Neither e-mail nor login'],
    [4, 'Not an e-mail address: “not-an-email”'],
    [5, 'The same e-mail as before (line 2)'],
    [6, 'Not a phone number: “12”'],
    [7, 'No name'],
  ] as const) {
    await lines.getByRole('row').filter({ hasText: problem }).getByText(String(line), { exact: true }).waitFor();
  }
  await anna.getByText('Размер обуви').waitFor();
  await expectAccessible(anna);
  await picture(anna, 'import-checked');

  await choose(anna, 'Which lines are shown', 'Failing');
  await until('only four lines are left', async () => (await lines.getByRole('row').count()) === 1 + 4);

  await anna.getByRole('button', { name: 'Import 4 people' }).click();
  await anna.getByText('The import is finished.').waitFor();
  await picture(anna, 'import-done');

  await anna.getByRole('banner').getByRole('button', { name: 'Notifications' }).click();
  const told = anna.getByRole('dialog', { name: 'Notifications' });
  await told.getByText('The import is finished').first().waitFor();
  await expectAccessible(anna);
  await anna.keyboard.press('Escape');
  await anna.goto(`${url}/people?q=minsu`);
  await anna.getByRole('row', { name: '김민수' }).waitFor();
});

test('a person is invited; what was typed survives a reload', async () => {
  await anna.goto(`${url}/settings/invitations/new`);
  const email = anna.getByRole('textbox', { name: 'E-mail' });
  await email.fill('new.person@hanbit.example');
  await choose(anna, 'Department', 'Sales');
  await anna.reload();
  expect(await email.inputValue()).toBe('new.person@hanbit.example');
  await anna.getByRole('button', { name: 'Send invitation' }).click();
  await anna.waitForURL('**/settings/invitations');
  const row = anna.getByRole('listitem').filter({ hasText: 'new.person@hanbit.example' });
  await row.getByText('Sent', { exact: true }).waitFor();
  await row.getByText('Sales').waitFor();

  await anna.goto(`${url}/settings/invitations/new`);
  await email.fill('new.person@hanbit.example');
  await anna.getByRole('button', { name: 'Send invitation' }).click();
  await anna.getByText('This person has been invited already.').waitFor();
  await expectAccessible(anna);
  await picture(anna, 'invite-refused');
});

test('rights change when they are saved, and the administrators’ never', async () => {
  await anna.goto(`${url}/settings/permissions`);
  await choose(anna, 'Invite: Employees', 'Own department');
  expect(await anna.getByRole('combobox', { name: 'Invite: Administrators' }).count()).toBe(0);
  await anna.getByRole('button', { name: 'Save' }).click();
  await anna.getByText('Saved', { exact: true }).waitFor();
  const boris = await browsing.signIn('boris');
  await boris.goto(`${url}/settings`);
  // Of the settings, he may do this and nothing else.
  await boris.waitForURL('**/settings/invitations');
  expect(await boris.getByRole('navigation', { name: 'Company settings' }).getByRole('link').allInnerTexts()).toEqual([
    'Invitations',
  ]);
  await boris.context().close();
});

test('a click on a day makes it a holiday', async () => {
  const year = new Date().getFullYear();
  await anna.goto(`${url}/settings/calendar`);
  await anna.getByRole('button', { name: `May 5, ${year}, ` }).click();
  await anna
    .getByRole('button', { name: `May 5, ${year}, Holiday` })
    .or(anna.getByRole('button', { name: 'Worked' }))
    .waitFor();
  await anna.keyboard.press('Control+s');
  await anna.getByText('Saved', { exact: true }).waitFor();
});

test('news of a task arrives by itself, and leads to it', async () => {
  await anna.goto(`${url}/notifications`);
  const [boris, me] = await Promise.all([browsing.system.as('boris'), browsing.system.as('anna')]);
  await boris.send('POST', '/v1/tasks', { title: 'Order chairs', assignee: me.id });
  const row = anna.getByRole('link', { name: /Order chairs/ });
  await row.waitFor();
  await picture(anna, 'notifications-live');
  await row.click();
  await anna.waitForURL(/\/tasks\/\d+/);
  await anna.getByRole('dialog', { name: 'Order chairs' }).waitFor();
  await anna.goto(`${url}/notifications`);
  await anna.getByRole('heading', { name: 'Notifications' }).waitFor();
  await until('it is read', async () => (await anna.getByRole('link', { name: /Order chairs/ }).count()) === 0);
});

test('every page of the settings and of the notifications is accessible, in the dark and on a phone', async () => {
  const sections = ['general', 'calendar', 'modules', 'permissions', 'invitations', 'import'];
  const pages = [...sections.map((section) => `settings/${section}`), 'notifications?show=all', 'notifications/preferences'];
  async function look(page: Page, name: string): Promise<void> {
    for (const path of pages) {
      await visit(page, `/${path}`);
      await expectAccessible(page);
      await picture(page, `${path.replace(/\W+/g, '-')}-${name}`);
    }
    await page.context().close();
  }
  const dark = await browsing.signIn('anna', { locale: 'ko-KR', colorScheme: 'dark' });
  const phone = await browsing.signIn('anna', { locale: 'ru-RU', screen: 'phone' });
  await Promise.all([look(dark, 'desktop-ko-dark'), look(phone, 'phone-ru')]);
});

/** Takes an option of a select by the select's name. */
async function choose(page: Page, field: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: field }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}
