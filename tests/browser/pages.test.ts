import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Browsing, expectAccessible, type Look, picture, startBrowsing, visit } from './kit.js';

/** Two looks that differ in everything; a third, English and light on a desktop, is that of the other tests. */
const looks = [
  { screen: 'desktop', locale: 'ru-RU', colorScheme: 'dark' },
  { screen: 'phone', locale: 'ko-KR', colorScheme: 'light' },
] as const satisfies Look[];

type PageLook = (typeof looks)[number];

const words = {
  'ru-RU': {
    filter: 'Фильтр',
    status: 'Статус',
    saveView: 'Сохранить вид',
    account: /^Учётная запись/,
    notifications: /^Уведомления/,
    signOut: 'Выйти',
    retry: 'Повторить',
    request: /^Запрос [\w-]+$/,
    noAnswer: /Нет ответа/,
  },
  'ko-KR': {
    filter: '필터',
    status: '상태',
    saveView: '보기 저장',
    account: /님의 계정$/,
    notifications: /^알림/,
    signOut: '로그아웃',
    retry: '다시 시도',
    request: /^요청 번호 [\w-]+$/,
    noAnswer: /응답이 없습니다/,
  },
} as const;

type Seen = { page: Page; look: PageLook; say: (typeof words)[PageLook['locale']]; shoot: (name: string) => Promise<void> };

let browsing: Browsing;
let seen: Seen[];
let task: string;

beforeAll(async () => {
  browsing = await startBrowsing();
  const { system } = browsing;
  const anna = await system.as('anna');
  const [boris, chen] = await Promise.all(['boris', 'chen'].map((login) => system.as(login)));
  if (!boris || !chen) throw new Error('Two people are signed in.');
  const { json: sales } = await anna.send('POST', '/v1/departments', { name: '영업 지원', head: boris.id });
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
  const make = async (by: typeof anna, fields: object) => (await by.send('POST', '/v1/tasks', fields)).json.id;
  task = await make(anna, {
    title: 'Подготовить ежеквартальный отчёт о выполнении плана продаж по всем регионам и представительствам',
    description: 'See the **last** one:\n\n- [x] numbers\n- [ ] 결론\n\n> Keep it short.',
    assignee: boris.id,
    coExecutors: [`d:${sales.id}`, `u:${chen.id}`],
    deadline: inDays(2),
    priority: 'PRIORITY_HIGH',
    tags: ['отчёт', '분기'],
    acceptance: true,
  });
  await make(anna, { title: '하위 업무: 지역별 매출 집계', assignee: chen.id, parent: task });
  await make(boris, { title: 'Sign the lease', assignee: anna.id, deadline: inDays(-3) });
  await make(boris, { title: 'Answer the auditors', assignee: anna.id, deadline: inDays(0.1), priority: 'PRIORITY_LOW' });
  await make(boris, { title: '신입 사원 환영회 준비', assignee: anna.id });
  await boris.send('POST', `/v1/tasks/${task}:see`, {});
  await boris.send('POST', `/v1/tasks/${task}:start`, {});
  await boris.send('POST', `/v1/tasks/${task}/comments`, { text: `초안입니다. @{u:${anna.id}}` });
  const done = await make(anna, { title: 'Choose a caterer', assignee: anna.id });
  await anna.send('POST', `/v1/tasks/${done}:complete`, {});
  seen = await openAs('anna');
});
afterAll(() => browsing.stop());

/** In both looks, one after the other: the provider takes two attempts of one person at the same moment for an attack. */
async function openAs(login: string): Promise<Seen[]> {
  const opened: Seen[] = [];
  for (const look of looks) {
    const page = await browsing.signIn(login, look);
    const shoot = (name: string) => picture(page, `${name}-${look.screen}-${look.locale}-${look.colorScheme}`);
    opened.push({ page, look, say: words[look.locale], shoot });
  }
  return opened;
}

/** Does the same in both looks at once. */
const inBoth = (act: (as: Seen) => Promise<void>) => Promise.all(seen.map(act));

async function check({ page, shoot }: Seen, name: string): Promise<void> {
  await expectAccessible(page);
  await shoot(name);
}

test('every page of the frame, of home and of tasks is accessible', () =>
  inBoth(async (as) => {
    const pages = [
      ['home', '/'],
      ['tasks', '/tasks'],
      ['tasks-open', '/tasks?view=all'],
      ['board', '/tasks?layout=board'],
      ['new-task', '/tasks/new'],
      ['task', `/tasks/${task}`],
      ['no-task-matches', '/tasks?layout=table&q=xyzzy'],
      ['no-such-task', '/tasks/999999'],
      ['no-such-page', '/nowhere'],
    ] as const;
    for (const [name, path] of pages) {
      await visit(as.page, path);
      await check(as, name);
    }
  }));

test('what opens over a page is accessible', () =>
  inBoth(async (as) => {
    const { page, say, look } = as;
    const banner = page.getByRole('banner');
    await visit(page, '/tasks?layout=table&status=new,in_progress');

    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('lease');
    await page.getByRole('option', { name: /Sign the lease/ }).waitFor();
    await check(as, 'palette');
    await page.keyboard.press('Escape');
    await page.getByRole('combobox').waitFor({ state: 'detached' });

    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await check(as, 'shortcuts');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });

    await banner.getByRole('button', { name: say.account }).click();
    await page.getByText('anna@atrium.localhost').waitFor();
    await check(as, 'account');
    await page.keyboard.press('Escape');

    if (look.screen === 'desktop') {
      await banner.getByRole('button', { name: say.notifications }).click();
      await page.getByRole('dialog').getByText('Sign the lease').waitFor();
      await check(as, 'bell');
      await page.keyboard.press('Escape');
    }

    await page.getByRole('button', { name: say.filter, exact: true }).click();
    await page.getByRole('menuitem', { name: say.status }).click();
    await page.getByRole('menuitemcheckbox').nth(4).waitFor();
    await check(as, 'filters');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: say.saveView }).click();
    await page.getByRole('dialog').getByRole('textbox').waitFor();
    await check(as, 'save-view');
    await page.keyboard.press('Escape');
  }));

test('where there is nothing yet, the pages say what will stand there', async () => {
  const empty = await openAs('yuna');
  const pages = [
    ['home-empty', '/'],
    ['tasks-empty', '/tasks'],
    ['board-empty', '/tasks?layout=board'],
    ['notifications-empty', '/notifications?show=all'],
  ] as const;
  await Promise.all(
    empty.map(async (as) => {
      for (const [name, path] of pages) {
        await visit(as.page, path);
        await check(as, name);
      }
      await as.page.context().close();
    }),
  );
});

test('with the API away a page says so, names the request, and comes back with a click', () =>
  inBoth(async (as) => {
    const { page, say } = as;
    const list = /\/v1\/tasks\?/;
    const main = page.getByRole('main');
    await page.route(list, (route) =>
      route.fulfill({
        status: 503,
        contentType: 'application/problem+json',
        headers: { 'x-request-id': 'a-request' },
        body: JSON.stringify({ title: 'Unavailable', status: 503, reason: 'STORAGE_AWAY', requestId: 'a-request' }),
      }),
    );
    await visit(page, '/tasks?view=done');
    await main.getByText(say.request).waitFor();
    await check(as, 'tasks-away');

    await page.unroute(list);
    await page.context().setOffline(true);
    await main.getByRole('button', { name: say.retry }).click();
    await main.getByText(say.noAnswer).waitFor();
    await check(as, 'tasks-offline');

    await page.context().setOffline(false);
    await main.getByText('Choose a caterer').first().waitFor();
    expect(await main.getByRole('alert').count()).toBe(0);
  }));

test('signing out ends the session here and at the provider', () =>
  inBoth(async (as) => {
    const { page, say } = as;
    await page.getByRole('banner').getByRole('button', { name: say.account }).click();
    await page.getByRole('button', { name: say.signOut }).click();
    await page.waitForURL('**/signed-out');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await check(as, 'signed-out');
    await page.getByRole('main').getByRole('button').click();
    await page.locator('#password').waitFor();
  }));
