import { MongoClient } from 'mongodb';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { until } from '../process.js';
import { type Browsing, expectAccessible, picture, settled, startBrowsing, visit } from './kit.js';

let browsing: Browsing;
let anna: Page;
let api: Awaited<ReturnType<Browsing['system']['as']>>;

beforeAll(async () => {
  browsing = await startBrowsing();
  api = await browsing.system.as('anna');
  for (const title of ['Hire a cook', 'Buy plates', 'Write the menu']) await make(title);
  anna = await browsing.signIn('anna');
});
afterAll(() => browsing.stop());

const make = async (title: string, fields: object = {}): Promise<string> =>
  (await api.send('POST', '/v1/tasks', { title, assignee: api.id, ...fields })).json.id;

const sheet = (title: string) => anna.getByRole('dialog', { name: title });
const focused = () => anna.evaluate<string>('document.activeElement?.textContent ?? ""');

test('everything is reached by keyboard: list, task, field, palette, and back', async () => {
  await visit(anna, '/tasks?view=all');
  await anna.keyboard.press('j');
  await until('the first row has the focus', async () => (await focused()).includes('Write the menu'));
  await anna.keyboard.press('j');
  await until('the second row has the focus', async () => (await focused()).includes('Buy plates'));
  await anna.keyboard.press('k');
  await anna.keyboard.press('Enter');
  await sheet('Write the menu').waitFor();
  await anna.keyboard.press('j');
  await sheet('Buy plates').waitFor();
  await settled(anna);

  const title = sheet('Buy plates').getByRole('textbox', { name: 'Title' });
  await anna.keyboard.press('e');
  await anna.keyboard.type(' and bowls');
  expect(await title.inputValue()).toBe('Buy plates and bowls');
  await anna.keyboard.press('Escape');
  await until('Escape takes it back', async () => (await title.inputValue()) === 'Buy plates');
  await anna.keyboard.press('e');
  await anna.keyboard.type(' and forks');
  await anna.keyboard.press('Enter');
  await sheet('Buy plates and forks').waitFor();
  await anna.keyboard.press('Escape');
  await anna.getByRole('dialog').waitFor({ state: 'detached' });
  await anna.getByRole('row', { name: /Buy plates and forks/ }).waitFor();

  await anna.keyboard.press('Control+k');
  await anna.keyboard.type('cook');
  await anna.getByRole('option', { name: /Hire a cook/, selected: true }).waitFor();
  await anna.keyboard.press('Enter');
  await sheet('Hire a cook').waitFor();
  await anna.keyboard.press('Escape');

  await anna.keyboard.press('g');
  await anna.keyboard.press('p');
  await anna.waitForURL('**/people');
  await settled(anna);
  await anna.keyboard.press('c');
  await anna.waitForURL('**/tasks/new');
  await sheet('New task').locator('input:focus').waitFor();
  await anna.keyboard.type('Fry the rice');
  expect(await sheet('New task').getByRole('textbox', { name: 'Title' }).inputValue()).toBe('Fry the rice');
  await sheet('New task').getByRole('button', { name: 'Discard' }).click();
  await anna.waitForURL('**/people');
});

test('what was typed survives a reload and a way to another page: a new task, a comment, a line', async () => {
  const id = await make('Taste the soup');
  const fields: [path: string, label: string][] = [
    ['/tasks/new', 'Title'],
    [`/tasks/${id}`, 'Comment'],
    ['/', 'New task'],
  ];
  for (const [path, label] of fields) {
    await visit(anna, path);
    const field = anna.getByRole('main').getByRole('textbox', { name: label, exact: true });
    await field.fill(`Half a sentence for ${path}`);
    await anna.reload();
    await field.waitFor();
    expect(await field.inputValue()).toBe(`Half a sentence for ${path}`);
    await field.fill('');
  }

  // The line for a new task stands on several pages.
  const line = anna.getByRole('textbox', { name: 'New task', exact: true });
  await line.fill('Peel the onions');
  await visit(anna, '/tasks');
  expect(await line.inputValue()).toBe('Peel the onions');
  await line.press('Enter');
  await anna.getByRole('row', { name: /Peel the onions/ }).waitFor();
  await until('the line is free again', async () => (await line.inputValue()) === '');
});

test('a task is set in one line, in words', async () => {
  await visit(anna, '/tasks');
  const line = anna.getByRole('textbox', { name: 'New task', exact: true });
  await line.fill('Salt the broth tomorrow 9:00 @nobodyatall !high #kitchen 20m');
  await line.press('Enter');
  await anna.getByText('There is nobody called nobodyatall.').waitFor();
  await line.fill('Salt the broth tomorrow 9:00 @anna !high #kitchen 20m');
  await anna.getByText('20 min', { exact: true }).waitFor();
  await expectAccessible(anna);
  await picture(anna, 'quick-entry-desktop-en');
  await line.press('Enter');
  await until('the line is free again', async () => (await line.inputValue()) === '');
  await anna
    .getByRole('row', { name: /Salt the broth/ })
    .getByRole('link', { name: 'Salt the broth' })
    .click();
  await sheet('Salt the broth').getByText('Tomorrow, 9:00').first().waitFor();
  await sheet('Salt the broth').getByText('kitchen').waitFor();
});

test('what is for some day is kept apart, looked through, and planned', async () => {
  await visit(anna, '/tasks?view=someday');
  const line = anna.getByRole('textbox', { name: 'New task', exact: true });
  for (const title of ['Learn to bake bread', 'Visit the vineyard']) {
    await line.fill(title);
    await line.press('Enter');
    await anna.getByRole('row', { name: new RegExp(title) }).waitFor();
  }
  await expectAccessible(anna);
  await picture(anna, 'someday-desktop-en');
  // Nothing has been left alone for long yet.
  expect(await anna.getByRole('button', { name: /Look through/ }).count()).toBe(0);
  await visit(anna, '/tasks?view=mine');
  await anna.getByRole('row', { name: /Hire a cook/ }).waitFor();
  expect(await anna.getByRole('row', { name: /Learn to bake bread/ }).count()).toBe(0);

  // As if months had passed.
  const mongo = await MongoClient.connect(process.env.MONGODB_URI ?? '');
  const stored = mongo.db(`${browsing.system.databasePrefix}tasks`).collection('tasks');
  await stored.updateMany({ assignee: api.id, someday: true }, { $set: { reviewedAt: new Date('2026-01-05') } });
  await mongo.close();
  await visit(anna, '/tasks?view=someday');
  await anna.reload();
  await anna.getByRole('button', { name: 'Look through 2 tasks' }).click();
  const first = anna.getByRole('dialog', { name: '1 of 2' });
  await expectAccessible(anna);
  await picture(anna, 'someday-review-desktop-en');
  await first.getByRole('button', { name: 'Keep for some day' }).click();
  await anna.getByRole('dialog', { name: '2 of 2' }).getByRole('button', { name: 'Tomorrow' }).click();
  await anna.getByRole('dialog', { name: 'All looked through' }).getByRole('button', { name: 'Close' }).last().click();
  await anna.getByRole('button', { name: /Look through/ }).waitFor({ state: 'detached' });
  await visit(anna, '/tasks?view=mine');
  await anna.getByRole('row', { name: /bake bread|vineyard/ }).waitFor();
});

test('a step shows at once, and goes back with an explanation if it is refused', async () => {
  const id = await make('Order the fish');
  await visit(anna, `/tasks/${id}`);
  let refuse = () => {};
  const asked = new Promise<void>((resolve) => {
    refuse = resolve;
  });
  await anna.route(`**/v1/tasks/${id}:complete`, async (route) => {
    await asked;
    const body = { title: 'Forbidden', status: 403, reason: 'DENIED', requestId: 'a-request' };
    await route.fulfill({ status: 403, contentType: 'application/problem+json', body: JSON.stringify(body) });
  });
  const done = sheet('Order the fish').getByText('Done', { exact: true });
  await sheet('Order the fish').getByRole('button', { name: 'Complete' }).click();
  await done.waitFor();
  refuse();
  await anna.getByText('“Order the fish” stays where it was').waitFor();
  await done.waitFor({ state: 'detached' });
  await picture(anna, 'refused-desktop-en');
  await anna.unroute(`**/v1/tasks/${id}:complete`);
  await sheet('Order the fish').getByRole('button', { name: 'Complete' }).click();
  await done.waitFor();
});

test('a view is kept, shown again, and given back when it was deleted by mistake', async () => {
  await visit(anna, '/tasks?layout=board&priority=high');
  await anna.getByRole('button', { name: 'Save view' }).click();
  await anna.getByRole('textbox', { name: 'Name of the view' }).fill('Burning');
  await anna.getByRole('button', { name: 'Save', exact: true }).click();
  const tab = anna.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: 'Burning' }).first();
  await tab.waitFor();
  await visit(anna, '/tasks');
  await tab.click();
  await anna.waitForURL(/priority=high/);
  await anna.getByRole('region', { name: 'In progress' }).waitFor();

  await anna.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: 'Burning' }).last().click();
  await anna.getByRole('menuitem', { name: 'Delete view' }).click();
  await tab.waitFor({ state: 'detached' });
  await anna.getByRole('button', { name: 'Undo' }).click();
  await tab.waitFor();
});

test('of a thousand rows only those in sight are drawn, down to the last', async () => {
  const count = 1000;
  // A list that is open would follow each of them.
  await visit(anna, '/nowhere');
  const numbers = Array.from({ length: count }, (_, index) => index);
  const lane = async () => {
    for (let number = numbers.pop(); number !== undefined; number = numbers.pop())
      await make(`Plate ${number}`, { tags: ['plates'] });
  };
  await Promise.all(Array.from({ length: 16 }, lane));
  await visit(anna, '/tasks?layout=table&tag=plates&sort=created_at');
  const rows = anna.getByRole('row', { name: /Plate \d/ });
  const seen = new Set<string>();
  await rows.first().hover();
  await until(
    'every plate was in sight',
    async () => {
      const texts = await rows.allInnerTexts();
      expect(texts.length).toBeLessThan(80);
      for (const text of texts) seen.add(/Plate \d+/.exec(text)?.[0] ?? '');
      await anna.mouse.wheel(0, 600);
      return seen.size === count;
    },
    200,
  );
});

test('language, colours and density change at once, and stay', async () => {
  await visit(anna, '/');
  await anna
    .getByRole('banner')
    .getByRole('button', { name: /^Account of/ })
    .click();
  await anna.getByText('Русский', { exact: true }).click();
  await anna.getByText('Тёмная', { exact: true }).click();
  await anna.getByText('Плотно', { exact: true }).click();
  await anna.getByRole('navigation', { name: 'Разделы' }).getByRole('link', { name: 'Задачи' }).waitFor();
  await anna.reload();
  await anna.getByRole('navigation', { name: 'Разделы' }).getByRole('link', { name: 'Задачи' }).waitFor();
  const root = anna.locator('html');
  expect(await root.getAttribute('lang')).toBe('ru');
  expect(await root.getAttribute('data-mantine-color-scheme')).toBe('dark');
  expect(await root.getAttribute('data-density')).toBe('compact');
});
