import { afterAll, beforeAll, expect, test } from 'vitest';
import { until } from '../process.js';
import { type Browsing, expectAccessible, picture, startBrowsing } from './kit.js';

let browsing: Browsing;
beforeAll(async () => {
  browsing = await startBrowsing();
});
afterAll(() => browsing.stop());

test('a task is planned by its checklist and its parts, and shows what they come to', async () => {
  const { system } = browsing;
  const me = await system.as('anna');
  const set = async (title: string, more: object = {}): Promise<string> =>
    (await me.send('POST', '/v1/tasks', { title, assignee: me.id, ...more })).json.id;
  const project = await set('Переезд в новый офис');
  const packing = await set('Упаковать', { parent: project, deadline: '2027-03-01T09:00:00Z' });
  await set('Книги и бумаги', { parent: packing, estimateSeconds: 5_400 });
  const boxes = await set('Коробки', { parent: packing, estimateSeconds: 1_800 });

  const anna = await browsing.signIn('anna');
  await anna.goto(`${system.apiUrl}/tasks/${project}`);
  const field = anna.getByRole('textbox', { name: 'Add an item' });
  await field.fill('Order a lorry');
  await field.press('Enter');
  const first = anna.getByRole('checkbox', { name: 'Order a lorry' });
  await first.waitFor();
  // As it comes from a list in another program.
  const text = '1. Tell the neighbours\n2. Return the keys';
  await field.focus();
  await anna.evaluate(`(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', ${JSON.stringify(text)});
    document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  })()`);
  await anna.getByRole('checkbox', { name: 'Return the keys' }).waitFor();
  await first.check();
  await anna.getByText('1 of 3', { exact: true }).waitFor();
  const second = anna.getByRole('textbox', { name: 'Item', exact: true }).nth(1);
  await second.press('Alt+ArrowRight');

  await me.send('POST', `/v1/tasks/${boxes}:complete`);
  await anna.getByText('1 of 3 done').waitFor();
  await anna.getByText('25 %').waitFor();
  await anna.getByText('2 hr', { exact: true }).waitFor();
  await expectAccessible(anna);
  await picture(anna, 'composite-desktop-en-US');

  await anna.getByRole('dialog').getByRole('link', { name: 'Книги и бумаги' }).click();
  await anna.getByRole('navigation', { name: 'Part of' }).getByRole('link', { name: 'Переезд в новый офис' }).click();
  await anna.waitForURL(`**/tasks/${project}**`);

  await anna.getByRole('button', { name: 'More actions', exact: true }).click();
  await anna.getByRole('menuitem', { name: 'Copy…' }).click();
  const dialog = anna.getByRole('dialog', { name: 'Copy the task' });
  await dialog.getByRole('textbox', { name: 'Title' }).fill('Переезд на склад');
  await dialog.getByRole('textbox', { name: 'Dates later by, days' }).fill('7');
  await expectAccessible(anna);
  await picture(anna, 'copy-desktop-en-US');
  await dialog.getByRole('button', { name: 'Copy', exact: true }).click();
  await anna.getByText('0 of 3', { exact: true }).waitFor();
  await anna.getByText('0 of 3 done').waitFor();
  await anna.getByRole('dialog').getByRole('link', { name: 'Упаковать' }).waitFor();
  await anna.context().close();

  const phone = await browsing.signIn('anna', { screen: 'phone', locale: 'ko-KR', colorScheme: 'dark' });
  await phone.goto(`${system.apiUrl}/tasks/${project}`);
  await phone.getByRole('checkbox', { name: 'Order a lorry' }).waitFor();
  await expectAccessible(phone);
  await picture(phone, 'composite-phone-ko-KR');
  await phone.getByRole('button', { name: '추가 작업', exact: true }).click();
  await phone.getByRole('menuitem', { name: '복사…' }).click();
  await phone.getByRole('dialog', { name: '업무 복사' }).getByRole('button', { name: '복사', exact: true }).waitFor();
  await expectAccessible(phone);
  await picture(phone, 'copy-phone-ko-KR');
  await phone.context().close();
});

test('what is left of a task is carried over to its next part', async () => {
  const { system } = browsing;
  const me = await system.as('anna');
  const body = { title: 'Обзвонить клиентов', assignee: me.id, deadline: '2027-03-01T09:00:00Z', tags: ['продажи'] };
  const { id }: { id: string } = (await me.send('POST', '/v1/tasks', body)).json;
  for (const text of ['От А до М', 'От Н до Я']) await me.send('POST', `/v1/tasks/${id}/checklist`, { text });

  const anna = await browsing.signIn('anna', { locale: 'ru-RU' });
  await anna.goto(`${system.apiUrl}/tasks/${id}`);
  const sheet = anna.getByRole('dialog', { name: body.title });
  await sheet.getByRole('checkbox', { name: 'От А до М' }).check();
  await sheet.getByRole('button', { name: 'Ещё', exact: true }).click();
  await anna.getByRole('menuitem', { name: 'Перенести остаток' }).click();
  const form = sheet.getByRole('form', { name: 'Перенести остаток' });
  await form.getByRole('button', { name: 'Перенести остаток' }).click();
  await form.getByText('Выберите срок.').waitFor();
  await form.getByRole('button', { name: 'Завтра' }).click();
  await form.getByRole('textbox', { name: 'Что сделано и что осталось' }).fill('До М дозвонились всем');
  await expectAccessible(anna);
  await picture(anna, 'carry-over-desktop-ru-RU');
  await form.getByRole('button', { name: 'Перенести остаток' }).click();

  const parts = anna.getByRole('navigation', { name: 'Части' });
  await parts.getByText('часть 2').and(anna.locator('[aria-current]')).waitFor();
  await anna.getByRole('checkbox', { name: 'От Н до Я' }).waitFor();
  await expectAccessible(anna);
  await picture(anna, 'part-desktop-ru-RU');
  await parts.getByRole('link', { name: 'часть 1' }).click();
  await anna.getByText('До М дозвонились всем').waitFor();
  await parts.getByRole('link', { name: 'часть 2' }).waitFor();
  await anna.context().close();

  const phone = await browsing.signIn('anna', { screen: 'phone', locale: 'ko-KR', colorScheme: 'dark' });
  await phone.goto(`${system.apiUrl}/tasks/${id}`);
  await phone.getByRole('navigation', { name: '이어지는 업무' }).getByRole('link', { name: '2차' }).click();
  await phone.getByRole('navigation', { name: '이어지는 업무' }).getByRole('link', { name: '1차' }).waitFor();
  await expectAccessible(phone);
  await picture(phone, 'part-phone-ko-KR');
  await phone.context().close();
});

test('who completes what took much longer than it was thought to says why', async () => {
  const { system } = browsing;
  const me = await system.as('anna');
  const body = { title: 'Номенклатурный отчёт', assignee: me.id, estimateSeconds: 1_800 };
  const { id }: { id: string } = (await me.send('POST', '/v1/tasks', body)).json;
  const at = (hoursAgo: number) => new Date(Date.now() - hoursAgo * 3_600_000).toISOString();
  const entry = { task: id, from: at(30), to: at(28), comment: 'Сверка' };
  expect((await me.send('POST', '/v1/time-entries', entry)).status).toBe(200);
  const anna = await browsing.signIn('anna', { locale: 'ru-RU' });
  await anna.goto(`${system.apiUrl}/tasks/${id}`);
  const sheet = anna.getByRole('dialog', { name: body.title });
  // What is written down comes to the task a moment later.
  await until('the time has come to the task', async () => {
    await anna.reload();
    await sheet.getByText('Оценка времени').waitFor();
    return sheet.getByText('Затрачено').isVisible();
  });
  await sheet.getByRole('button', { name: 'Завершить' }).click();
  const form = sheet.getByRole('form', { name: 'Завершить: времени ушло больше оценки' });
  await form.getByRole('textbox', { name: 'Почему ушло больше времени' }).fill('Склад прислал данные дважды');
  await expectAccessible(anna);
  await picture(anna, 'explanation-desktop-ru-RU');
  await form.getByRole('button', { name: 'Завершить' }).click();
  await sheet.getByText('Готово', { exact: true }).waitFor();
  await sheet.getByText('Склад прислал данные дважды').waitFor();
  await anna.context().close();
});
