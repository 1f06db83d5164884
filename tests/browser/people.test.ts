import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type Browsing, expectAccessible, picture, startBrowsing, visit } from './kit.js';
import { until } from '../process.js';

let browsing: Browsing;
let url: string;
let anna: Page;
const departments = new Map<string, string>();
const people = new Map<string, string>();

const idOf = (of: ReadonlyMap<string, string>, name: string): string => of.get(name) ?? '';

beforeAll(async () => {
  browsing = await startBrowsing();
  url = browsing.system.apiUrl;
  const admin = await browsing.system.as('anna');
  for (const login of ['anna', 'boris', 'chen', 'daria', 'yuna']) people.set(login, (await browsing.system.as(login)).id);

  async function department(name: string, parent = '', head = ''): Promise<void> {
    const wanted = { name, parent: idOf(departments, parent) || '0', head: idOf(people, head) };
    departments.set(name, (await admin.send('POST', '/v1/departments', wanted)).json.id);
  }
  await department('Hanbit', '', 'anna');
  await department('Sales', 'Hanbit', 'boris');
  await department('Engineering', 'Hanbit', 'yuna');
  for (const name of ['Korea', 'Online']) await department(name, 'Sales');

  const places = { anna: 'Hanbit', boris: 'Sales', chen: 'Korea', daria: 'Korea', yuna: 'Engineering' };
  for (const [login, place] of Object.entries(places)) {
    const fields = { departments: [idOf(departments, place)], ...(login === 'yuna' && { firstName: '영희', lastName: '김' }) };
    await admin.send('PATCH', `/v1/employees/${idOf(people, login)}`, fields);
  }
  anna = await browsing.signIn('anna');
});
afterAll(() => browsing.stop());

describe('the directory', () => {
  test('finds a person by a misspelt name, and by one typed on the wrong keyboard', async () => {
    await anna.goto(`${url}/people`);
    const search = anna.getByRole('searchbox', { name: 'Name, title, phone or e-mail' });
    for (const [typed, name] of [
      ['김영히', '김영희'],
      ['Jhkjd', 'Борис Орлов'],
    ] as const) {
      await search.fill(typed);
      await anna.getByRole('row', { name }).waitFor();
      await until(`${name} alone is found`, async () => (await anna.getByRole('row').count()) === 2);
    }
    await search.press('Enter');
    await anna.waitForURL(`**/people/${idOf(people, 'boris')}?q=Jhkjd`);
    await anna.getByRole('dialog', { name: 'Борис Орлов' }).waitFor();
    await anna.keyboard.press('Escape');
    await anna.waitForURL('**/people?q=Jhkjd');
  });

  test('opens the best match of what was typed this very moment, and keeps open what was clicked meanwhile', async () => {
    await anna.goto(`${url}/people`);
    const search = anna.getByRole('searchbox', { name: 'Name, title, phone or e-mail' });
    await anna.getByRole('row', { name: 'Chen Wei' }).waitFor();
    await search.fill('daria');
    await search.press('Enter');
    await anna.waitForURL(`**/people/${idOf(people, 'daria')}?q=daria`);

    await anna.goto(`${url}/people`);
    const row = anna.getByRole('row', { name: 'Chen Wei' });
    await row.waitFor();
    await Promise.all([search.fill('chen'), row.click()]);
    await anna.waitForURL(`**/people/${idOf(people, 'chen')}?q=chen`);
    await anna.getByRole('dialog', { name: 'Chen Wei' }).waitFor();
  });

  test('shows the people of a department and of those below it', async () => {
    await anna.goto(`${url}/people?department=${idOf(departments, 'Sales')}`);
    for (const name of ['Борис Орлов', 'Chen Wei']) await anna.getByRole('row', { name }).waitFor();
    expect(await anna.getByRole('row', { name: '김영희' }).count()).toBe(0);
  });
});

test('people change their own phones; one that is no number is refused in its place, and survives a reload', async () => {
  const boris = await browsing.signIn('boris');
  await boris.goto(`${url}/people/${idOf(people, 'boris')}`);
  await boris.getByRole('button', { name: 'Add a phone' }).click();
  await boris.getByRole('textbox', { name: 'Phone number' }).fill('call me');
  await boris.getByRole('button', { name: 'Save' }).click();
  await boris.getByText('This is not a phone number.').waitFor();
  await expectAccessible(boris);

  await boris.reload();
  const number = boris.getByRole('textbox', { name: 'Phone number' });
  expect(await number.inputValue()).toBe('call me');
  await number.fill('+7 (495) 123-45-67');
  await boris.getByRole('button', { name: 'Save' }).click();
  await boris.getByRole('dialog').getByRole('link', { name: '+7 495 123 45 67' }).waitFor();
  // Their title is a matter of the company's records.
  expect(await boris.getByRole('textbox', { name: 'Job title' }).count()).toBe(0);
  await boris.context().close();
});

describe('a department', () => {
  /** The department it is part of, as the server has it. */
  async function parentOf(name: string): Promise<string> {
    const { token } = await browsing.system.as('anna');
    const response = await fetch(`${url}/v1/departments/${idOf(departments, name)}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    return z.object({ parent: z.string() }).parse(await response.json()).parent;
  }

  test('is moved by dragging it onto another one, after a question, and back again', async () => {
    await anna.goto(`${url}/people?view=structure`);
    await drag(anna, 'Online', 'Engineering');
    await anna.getByRole('dialog', { name: 'Move Online' }).waitFor();
    await expectAccessible(anna);
    expect(await parentOf('Online')).toBe(idOf(departments, 'Sales'));
    await anna.getByRole('button', { name: 'Move', exact: true }).click();
    await until('Online is part of Engineering', async () => (await parentOf('Online')) === idOf(departments, 'Engineering'));
    await anna.getByRole('button', { name: 'Undo' }).click();
    await until('Online is part of Sales', async () => (await parentOf('Online')) === idOf(departments, 'Sales'));
  });

  test('is moved by keyboard alone', async () => {
    await anna.goto(`${url}/people?view=structure`);
    await anna.getByRole('link', { name: /^Hanbit Anna/ }).focus();
    for (const key of ['ArrowDown', 'ArrowRight', 'ArrowDown', 'ArrowRight']) await anna.keyboard.press(key);
    await until('Online has the focus', async () => (await anna.locator(':focus').textContent())?.startsWith('Online'));
    await anna.keyboard.press('Tab');
    await anna.keyboard.press('Enter');
    await anna.getByRole('menuitem', { name: 'Move to…' }).press('Enter');
    await anna.getByRole('combobox', { name: 'Becomes part of' }).fill('Engin');
    await anna.keyboard.press('ArrowDown');
    await anna.keyboard.press('Enter');
    await anna.getByRole('button', { name: 'Move', exact: true }).press('Enter');
    await until('Online is part of Engineering', async () => (await parentOf('Online')) === idOf(departments, 'Engineering'));
  });
});

test('every page of people is accessible, in the dark and on a phone', async () => {
  const pages: [string, string][] = [
    ['people', '/people'],
    ['person', `/people/${idOf(people, 'chen')}`],
    ['structure', '/people?view=structure'],
    ['department', `/people/departments/${idOf(departments, 'Sales')}?view=structure`],
  ];
  async function look(page: Page, name: string): Promise<void> {
    for (const [shown, path] of pages) {
      await visit(page, path);
      await expectAccessible(page);
      await picture(page, `${shown}-${name}`);
    }
    await page.context().close();
  }
  const dark = await browsing.signIn('anna', { locale: 'ko-KR', colorScheme: 'dark' });
  const phone = await browsing.signIn('anna', { locale: 'ru-RU', screen: 'phone' });
  await Promise.all([look(dark, 'desktop-ko-dark'), look(phone, 'phone-ru')]);
});

/** Takes a card of the chart by its name and lets it go over another one. */
async function drag(page: Page, name: string, target: string): Promise<void> {
  const middleOf = async (card: string) => {
    const box = await page.getByRole('link', { name: new RegExp(`^${card} `) }).boundingBox();
    if (!box) throw new Error(`${card} is not in sight.`);
    return { x: box.x + box.width / 2, y: box.y + box.height / 4 };
  };
  await page.getByRole('link', { name: new RegExp(`^${target} `) }).waitFor();
  const [from, to] = [await middleOf(name), await middleOf(target)];
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 20, from.y + 20, { steps: 4 });
  await page.mouse.move(to.x, to.y, { steps: 12 });
  await page.mouse.up();
}
