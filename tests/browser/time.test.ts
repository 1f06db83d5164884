import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Browsing, expectAccessible, picture, startBrowsing, visit } from './kit.js';

let browsing: Browsing;
let task: string;

beforeAll(async () => {
  browsing = await startBrowsing();
  const { system } = browsing;
  const anna = await system.as('anna');
  const [boris, chen] = await Promise.all(['boris', 'chen'].map((login) => system.as(login)));
  if (!boris || !chen) throw new Error('Two people are signed in.');
  const { json: sales } = await anna.send('POST', '/v1/departments', { name: 'Sales', head: boris.id });
  for (const { id } of [boris, chen]) await anna.send('PATCH', `/v1/employees/${id}`, { departments: [sales.id] });
  const { json } = await boris.send('POST', '/v1/tasks', { title: 'Prepare the offer', assignee: chen.id });
  task = json.id;
});
afterAll(() => browsing.stop());

const words = {
  'en-US': { start: 'Start timer', stop: 'Stop timer', control: /^Working day: Working/, end: 'End the day' },
  'ko-KR': { start: '타이머 시작', stop: '타이머 정지', control: /^근무: 근무 중/, end: '퇴근' },
} as const;

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first();

test('chen starts the timer on a task, which begins the day, in every tab; without a connection nothing is lost', async () => {
  const say = words['en-US'];
  const chen = await browsing.signIn('chen');
  const other = await chen.context().newPage();
  await other.goto(`${browsing.system.apiUrl}/time`);
  await visit(chen, `/tasks/${task}`);
  await button(chen, say.start).click();
  await button(chen, say.stop).waitFor();
  await button(other, say.control).waitFor();
  await other.getByRole('main').getByRole('button', { name: say.stop }).waitFor();

  await chen.context().setOffline(true);
  await button(chen, say.stop).click();
  await button(chen, say.start).waitFor();
  await button(chen, say.control).click();
  await chen.getByText('Kept on this device').waitFor();
  await chen.context().setOffline(false);
  await chen.getByText('Kept on this device').waitFor({ state: 'detached' });
  const { json } = await (await browsing.system.as('chen')).send('GET', '/v1/me/clock');
  expect(json.allowedActions).toContain('start_timer');
  expect(json.allowedActions).not.toContain('stop_timer');

  await other.getByRole('link', { name: 'Prepare the offer' }).first().waitFor();
  await expectAccessible(other);
  await picture(other, 'time-desktop');
  await visit(other, '/time/absences');
  await button(other, 'Ask for an absence').click();
  await expectAccessible(other);
  await picture(other, 'absences-desktop');
  await chen.context().close();
});

test('boris sees on his phone that chen works, and approves what chen asks for', async () => {
  const say = words['ko-KR'];
  const chen = await browsing.system.as('chen');
  const day = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
  const { json: asked } = await chen.send('POST', '/v1/absences', {
    kind: 'ABSENCE_KIND_VACATION',
    firstDay: day,
    lastDay: day,
    comment: 'Wedding',
  });
  const boris = await browsing.signIn('boris', { screen: 'phone', locale: 'ko-KR', colorScheme: 'dark' });
  await visit(boris, '/time/presence');
  await boris.getByText('근무 중').first().waitFor();
  await boris.getByText('Wedding').waitFor();
  await expectAccessible(boris);
  await picture(boris, 'presence-phone');
  await boris.getByRole('main').getByRole('button', { name: '확인' }).click();
  await boris.getByText('Wedding').waitFor({ state: 'detached' });
  const { json } = await chen.send('GET', `/v1/absences/${asked.id}`);
  expect(json.state).toBe('ABSENCE_STATE_APPROVED');
  await visit(boris, '/time');
  await boris.getByRole('main').getByRole('button', { name: '출근' }).click();
  await button(boris, say.control).waitFor();
  await expectAccessible(boris);
  await picture(boris, 'time-phone');
  await boris.context().close();
});
