import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Browsing, expectAccessible, type Look, picture, startBrowsing, visit } from './kit.js';

let browsing: Browsing;
let yuna: string;

beforeAll(async () => {
  browsing = await startBrowsing();
  const { system } = browsing;
  const anna = await system.as('anna');
  const [boris, chen, someone] = await Promise.all(['boris', 'chen', 'yuna'].map((login) => system.as(login)));
  if (!boris || !chen || !someone) throw new Error('Three people are signed in.');
  yuna = someone.id;
  const { json: sales } = await anna.send('POST', '/v1/departments', { name: 'Sales', head: boris.id });
  for (const { id } of [boris, chen]) await anna.send('PATCH', `/v1/employees/${id}`, { departments: [sales.id] });
  await anna.send('PATCH', `/v1/employees/${yuna}`, { firstName: '영희', lastName: '김' });
});
afterAll(() => browsing.stop());

/** What the story needs to call by name, in the languages it is played in. */
const words = {
  'en-US': {
    title: 'Title',
    assignee: 'Assignee',
    helping: 'Helping',
    create: 'Create task',
    comment: 'Comment',
    send: 'Send',
    history: 'History',
    isNew: 'New',
    commented: /commented/,
    made: /created the task/,
  },
  'ru-RU': {
    title: 'Название',
    assignee: 'Ответственный',
    helping: 'Соисполнители',
    create: 'Создать задачу',
    comment: 'Комментарий',
    send: 'Отправить',
    history: 'История',
    isNew: 'Новая',
    commented: /Комментарий:/,
    made: /Создание:/,
  },
} as const;

describe.each<Required<Pick<Look, 'screen'>> & { locale: keyof typeof words }>([
  { screen: 'desktop', locale: 'en-US' },
  { screen: 'phone', locale: 'ru-RU' },
])('on a $screen in $locale', (look) => {
  const say = words[look.locale];
  const title = `Prepare the offer (${look.locale})`;

  test('anna finds a person by a misspelt Korean name', async () => {
    const anna = await browsing.signIn('anna', look);
    await anna.goto(`${browsing.system.apiUrl}/people`);
    const list = anna.getByRole('main');
    await list.getByRole('searchbox').or(list.getByRole('textbox')).first().fill('김영히');
    await anna.waitForURL(/\?q=/);
    await list.getByText('김영희').first().click();
    await anna.waitForURL(`**/people/${yuna}**`);
    await expectAccessible(anna);
    await picture(anna, `profile-${look.screen}-${look.locale}`);
    await anna.context().close();
  });

  test('anna gives boris a task with Sales; he sees it appear, comments, and she sees that', async () => {
    const [anna, boris] = await Promise.all([browsing.signIn('anna', look), browsing.signIn('boris', look)]);
    await boris.goto(`${browsing.system.apiUrl}/tasks`);

    await anna.goto(`${browsing.system.apiUrl}/tasks/new`);
    await anna.getByRole('textbox', { name: say.title }).fill(title);
    await choose(anna, say.assignee, 'boris', 'Борис Орлов');
    await choose(anna, say.helping, 'Sales', 'Sales');
    await expectAccessible(anna);
    await picture(anna, `create-${look.screen}-${look.locale}`);
    await anna.getByRole('button', { name: say.create }).click();
    await anna.waitForURL(/\/tasks\/\d+/);

    const row = boris.getByText(title).first();
    await row.waitFor();
    await boris.getByText(say.isNew, { exact: true }).first().waitFor();
    await expectAccessible(boris);
    await picture(boris, `tasks-${look.screen}-${look.locale}`);
    await row.click();
    await boris.waitForURL(/\/tasks\/\d+/);

    const text = `On it (${look.locale})`;
    await boris.getByRole('textbox', { name: say.comment }).fill(text);
    await boris.getByRole('button', { name: say.send }).click();
    await anna.getByText(text).first().waitFor();
    await expectAccessible(anna);
    await picture(anna, `task-${look.screen}-${look.locale}`);

    await anna.locator('label', { hasText: say.history }).click();
    await anna.getByText(say.commented).first().waitFor();
    await anna.getByText(say.made).first().waitFor();
    await picture(anna, `history-${look.screen}-${look.locale}`);
    await Promise.all([anna.context().close(), boris.context().close()]);
  });
});

test('boris hands over, anna answers with a deadline, he asks for another, and she takes the result as it is', async () => {
  const [setter, worker] = await Promise.all([browsing.system.as('anna'), browsing.system.as('boris')]);
  const title = 'Draw the floor plan';
  const fields = { title, assignee: worker.id, deadline: new Date(Date.now() + 3 * 86_400_000).toISOString(), acceptance: true };
  const { id } = (await setter.send('POST', '/v1/tasks', fields)).json;
  const [anna, boris] = await Promise.all([browsing.signIn('anna'), browsing.signIn('boris', { screen: 'phone' })]);
  const say = (page: Page, form: string) => page.getByRole('form', { name: form });

  await visit(boris, `/tasks/${id}`);
  await boris.getByRole('dialog', { name: title }).getByRole('button', { name: 'More', exact: true }).click();
  await boris.getByRole('menuitem', { name: 'Hand over' }).click();
  await say(boris, 'Hand over what there is so far').getByRole('textbox').fill('A draft: is the kitchen large enough?');
  await boris.keyboard.press('Control+Enter');
  await boris.getByText('Handed over, waits for a reaction').waitFor();

  await visit(anna, '/tasks?view=waiting');
  const row = anna.getByRole('listitem').filter({ has: anna.locator(`a[href^="/tasks/${id}?"]`) });
  await row.getByRole('button', { name: 'Reply' }).click();
  const reply = say(anna, 'Reply, and by when to go on');
  await reply.getByRole('button', { name: 'Tomorrow' }).click();
  await reply.getByRole('textbox', { name: 'What you think of it' }).fill('Make it one metre longer.');
  await expectAccessible(anna);
  await picture(anna, 'waiting-desktop-en');
  await reply.getByRole('button', { name: 'Reply' }).click();
  await row.waitFor({ state: 'detached' });

  await boris.getByText('Make it one metre longer.').waitFor();
  await boris.getByText('moved once').waitFor();
  await boris.getByRole('button', { name: 'Ask for another…' }).click();
  const asking = say(boris, 'Ask for another deadline');
  await asking.getByRole('button', { name: 'Today' }).click();
  await asking.getByRole('textbox', { name: 'Why you need it' }).fill('I am away tomorrow.');
  await expectAccessible(boris);
  await picture(boris, 'ask-deadline-phone-en');
  await asking.getByRole('button', { name: 'Ask for another deadline' }).click();

  await visit(anna, `/tasks/${id}`);
  await anna.getByText('I am away tomorrow.').first().waitFor();
  await anna.getByRole('button', { name: 'Refuse' }).click();
  await say(anna, 'Refuse the deadline').getByRole('textbox').fill('Tomorrow is good.');
  await anna.keyboard.press('Control+Enter');
  await boris.getByText('Another deadline is asked for').waitFor({ state: 'detached' });
  await boris.getByRole('button', { name: 'Complete', exact: true }).click();

  await anna.getByRole('button', { name: 'Accept', exact: true }).click();
  const accepting = say(anna, 'Accept the result');
  await accepting.getByRole('button', { name: 'Not well done' }).click();
  await anna.keyboard.press('Control+Enter');
  await accepting.getByText('Say it in a few words.').waitFor();
  await accepting.getByRole('textbox').fill('The kitchen is still too small.');
  await expectAccessible(anna);
  await picture(anna, 'accept-desktop-en');
  await anna.keyboard.press('Control+Enter');

  await boris.getByText('The kitchen is still too small.').waitFor();
  const talk = await boris.getByRole('article').allInnerTexts();
  const occasions = ['Handed over', 'Reaction', 'Deadline', 'Deadline', 'Rating'];
  expect(talk.map((comment, index) => comment.includes(occasions[index] ?? '?'))).toEqual(occasions.map(() => true));
  await Promise.all([anna.context().close(), boris.context().close()]);
});

/** Opens a picker of the form, types, and takes what is suggested under this name. */
async function choose(page: Page, field: string, typed: string, offered: string): Promise<void> {
  await page.locator('#new-task').getByLabel(field).first().click();
  await page.getByRole('option').first().waitFor();
  await page.keyboard.type(typed);
  await page.getByRole('option', { name: offered }).first().click();
}
