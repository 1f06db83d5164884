import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { type Browsing, expectAccessible, picture, settled, startBrowsing } from './kit.js';

let browsing: Browsing;
beforeAll(async () => {
  browsing = await startBrowsing();
});
afterAll(() => browsing.stop());

const Row = z.object({
  id: z.string(),
  title: z.string(),
  parent: z.string(),
  position: z.string(),
  estimateSeconds: z.string(),
  tags: z.array(z.string()),
});
type Row = z.infer<typeof Row>;

/** As a spreadsheet puts cells on the clipboard. */
const paste = (page: Page, text: string) =>
  page.evaluate(`(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', ${JSON.stringify(text)});
    document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  })()`);

/** What is put on the clipboard by copying here. */
const copied = (page: Page) =>
  page.evaluate<string>(`(() => {
    const clipboardData = new DataTransfer();
    document.activeElement.dispatchEvent(new ClipboardEvent('copy', { clipboardData, bubbles: true, cancelable: true }));
    return clipboardData.getData('text/plain');
  })()`);

/** A cell by its row, counted from 1, and the number of its column. */
const cell = (page: Page, row: number, column: number) => page.locator(`[data-row="${row - 1}"] [data-column="${column}"]`);

const columns = { number: 0, title: 1, assignee: 2, deadline: 3, estimate: 6, tags: 8 };

async function project(titles: readonly string[]) {
  const me = await browsing.system.as('anna');
  const send = async (method: string, path: string, body: object) => (await me.send(method, path, body)).json;
  const root: string = (await send('POST', '/v1/tasks', { title: 'Запуск сайта', assignee: me.id })).id;
  if (titles.length > 0)
    await send('POST', '/v1/tasks:batchCreate', {
      requests: titles.map((title) => ({ task: { title, parent: root, assignee: me.id } })),
    });
  /** The tasks below the project, in the order of their positions. */
  const rows = async (): Promise<Row[]> => {
    const query = new URLSearchParams({ filter: `${root} in ancestors`, pageSize: '500' });
    const response = await fetch(`${browsing.system.apiUrl}/v1/tasks?${query.toString()}`, {
      headers: { authorization: `Bearer ${me.token}` },
    });
    const all = z.object({ tasks: z.array(Row) }).parse(await response.json()).tasks;
    return all.sort((one, other) => Number(one.position) - Number(other.position) || Number(one.id) - Number(other.id));
  };
  const titled = async (title: string): Promise<Row> => {
    const found = (await rows()).find((row) => row.title === title);
    if (!found) throw new Error(`There is no task ${title}.`);
    return found;
  };
  return { root, send, rows, titled };
}

async function open(page: Page, root: string): Promise<void> {
  await page.goto(`${browsing.system.apiUrl}/tasks/${root}/plan`);
  await page.getByRole('treegrid').waitFor();
  await settled(page);
}

const saved = (page: Page, text = 'All saved') => page.getByText(text, { exact: true }).waitFor();

test('a plan is pasted from a spreadsheet, filled, indented, and taken back', async () => {
  // Who has never signed in is not yet known by name.
  await browsing.system.as('boris');
  const { root, rows, titled } = await project(['Дизайн', 'Вёрстка']);
  const anna = await browsing.signIn('anna');
  await anna.goto(`${browsing.system.apiUrl}/tasks/${root}`);
  await anna.getByRole('dialog').getByRole('link', { name: 'Plan', exact: true }).click();
  await anna.getByRole('treegrid').waitFor();

  // Two rows that there are, two that are made.
  await cell(anna, 2, columns.title).click();
  await paste(anna, 'Вёрстка страниц\tBoris\t27.11.2027 18:00\r\nТексты\tanna\tsomeday\r\n"Тесты, ""дым"""\t\t2027-12-01\r\n');
  await saved(anna);
  await expect
    .poll(async () => (await rows()).map(({ title }) => title))
    .toEqual(['Дизайн', 'Вёрстка страниц', 'Тексты', 'Тесты, "дым"']);
  // What could not be read is not lost.
  await cell(anna, 3, columns.deadline).getByText('someday').waitFor();
  await cell(anna, 3, columns.deadline).click();
  await anna.getByText('This is not a date.').waitFor();
  await picture(anna, 'plan-unreadable-desktop-en-US');
  await anna.getByRole('button', { name: 'Leave empty' }).click();

  // A cell is typed over, and the next one below is ready.
  await cell(anna, 1, columns.estimate).click();
  await anna.keyboard.type('1.5ч');
  await anna.keyboard.press('Enter');
  await cell(anna, 1, columns.estimate).getByText('1 hr 30 min').waitFor();
  await saved(anna);

  // Filled down over all rows.
  await cell(anna, 1, columns.estimate).click();
  await cell(anna, 4, columns.estimate).click({ modifiers: ['Shift'] });
  await anna.keyboard.press('Control+d');
  await saved(anna);
  await expect.poll(async () => (await rows()).map((row) => row.estimateSeconds)).toEqual(['5400', '5400', '5400', '5400']);
  expect(await copied(anna)).toBe(Array.from({ length: 4 }, () => '1 hr 30 min').join('\n'));
  await expectAccessible(anna);
  await picture(anna, 'plan-filled-desktop-en-US');

  // Indented, and back as one.
  await cell(anna, 3, columns.title).click();
  await cell(anna, 4, columns.title).click({ modifiers: ['Shift'] });
  await anna.keyboard.press('Alt+ArrowRight');
  await cell(anna, 3, columns.number).getByText('2.1').waitFor();
  await cell(anna, 4, columns.number).getByText('2.2').waitFor();
  await saved(anna);
  const parent = (await titled('Вёрстка страниц')).id;
  await expect.poll(async () => (await titled('Тексты')).parent).toBe(parent);
  await picture(anna, 'plan-indented-desktop-en-US');
  await anna.keyboard.press('Control+z');
  await cell(anna, 4, columns.number).getByText('4', { exact: true }).waitFor();
  await saved(anna);
  await expect.poll(async () => (await titled('Тексты')).parent).toBe(root);
  await anna.keyboard.press('Control+Shift+z');
  await cell(anna, 4, columns.number).getByText('2.2').waitFor();
  await saved(anna);

  // The fill is undone as one, too.
  await anna.keyboard.press('Control+z');
  await anna.keyboard.press('Control+z');
  await saved(anna);
  await expect.poll(async () => (await rows()).map((row) => row.estimateSeconds).sort()).toEqual(['0', '0', '0', '5400']);
  await anna.context().close();
});

test('what another changes appears, and is not written over', async () => {
  const { root, send, titled } = await project(['Дизайн', 'Вёрстка']);
  const anna = await browsing.signIn('anna', { locale: 'ru-RU', colorScheme: 'dark' });
  await open(anna, root);
  const { id } = await titled('Дизайн');
  await send('PATCH', `/v1/tasks/${id}`, { title: 'Дизайн главной' });
  await cell(anna, 1, columns.title).getByText('Дизайн главной').waitFor();

  // Their change is on the server before it is heard of here.
  await anna.route('**/v1/tasks**', async (route) => {
    if (route.request().method() === 'PATCH') await send('PATCH', `/v1/tasks/${id}`, { title: 'Их название' });
    await route.continue();
  });
  await cell(anna, 1, columns.title).dblclick();
  await anna.keyboard.press('Control+a');
  await anna.keyboard.type('Моё название');
  await anna.keyboard.press('Enter');
  await cell(anna, 1, columns.title).and(anna.locator('[data-refused]')).waitFor();
  await anna.unroute('**/v1/tasks**');
  await cell(anna, 1, columns.title).click();
  await anna.getByText('Кто-то изменил это раньше вас.').waitFor();
  await expectAccessible(anna);
  await picture(anna, 'plan-conflict-desktop-ru-RU');
  expect((await titled('Их название')).id).toBe(id);
  await anna.getByRole('button', { name: 'Сохранить моё' }).click();
  await saved(anna, 'Всё сохранено');
  await expect.poll(async () => (await titled('Моё название')).id).toBe(id);

  // Several rows at once.
  await cell(anna, 1, columns.number).click();
  await cell(anna, 2, columns.number).click({ modifiers: ['Shift'] });
  const bar = anna.getByRole('toolbar', { name: 'Выбранные задачи' });
  await bar.getByRole('button', { name: 'Метки' }).click();
  await anna.getByRole('combobox', { name: 'Добавить метки' }).fill('сайт');
  await anna.keyboard.press('Enter');
  await picture(anna, 'plan-bulk-desktop-ru-RU');
  await anna.getByRole('button', { name: 'Применить' }).click();
  await expect.poll(async () => (await titled('Вёрстка')).tags).toEqual(['сайт']);
  await anna.context().close();

  const phone = await browsing.signIn('anna', { screen: 'phone', locale: 'ko-KR' });
  await phone.goto(`${browsing.system.apiUrl}/tasks/${root}/plan`);
  await phone.getByRole('link', { name: 'Вёрстка' }).waitFor();
  await expectAccessible(phone);
  await picture(phone, 'plan-phone-ko-KR');
  await phone.getByRole('link', { name: 'Вёрстка' }).click();
  await phone.getByRole('dialog', { name: 'Вёрстка' }).waitFor();
  await phone.context().close();
});
