import { mkdir } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';
import { until } from '../process.js';
import { startSystem, type System } from '../system/system.js';

/** The sizes and languages every flow is tried in. */
export const screens = {
  desktop: { width: 1440, height: 900 },
  phone: { width: 390, height: 844 },
} as const;

export type Look = { screen?: keyof typeof screens; locale?: 'en-US' | 'ru-RU' | 'ko-KR'; colorScheme?: 'light' | 'dark' };

// Nothing but the page: a browser that is being tested looks for no updates, and needs no sandbox of its own as root.
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A running system and a browser for it. */
export async function startBrowsing() {
  const system = await startSystem(['all']);
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS });
  return {
    system,
    signIn: (login: string, look?: Look) => signIn(browser, system, login, look),
    async stop() {
      await browser.close();
      await system.stop();
    },
  };
}

export type Browsing = Awaited<ReturnType<typeof startBrowsing>>;

/** Signs a person in through the identity provider's own page, in a browser profile of their own. */
async function signIn(
  browser: Browser,
  system: System,
  login: string,
  { screen = 'desktop', locale = 'en-US', colorScheme = 'light' }: Look = {},
): Promise<Page> {
  const context = await browser.newContext({ viewport: screens[screen], locale, colorScheme, hasTouch: screen === 'phone' });
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  await page.goto(system.apiUrl);
  await page
    .locator('#username')
    .fill(login)
    .catch(async (cause: unknown) => {
      const shown = await page.locator('body').innerText();
      throw new Error(`${login} was not asked to sign in; ${page.url()} says: ${shown.slice(0, 200)}`, { cause });
    });
  await page.locator('#password').fill('atrium');
  await page.locator('#kc-login').click();
  await page.waitForURL(`${system.apiUrl}/**`);
  await page.getByRole('main').waitFor();
  return page;
}

/** Goes to an address of the client as a link does, without a reload, and waits until all of it stands. */
export async function visit(page: Page, path: string): Promise<void> {
  await page.evaluate(`history.pushState({}, '', ${JSON.stringify(path)})`);
  await settled(page);
}

/** Whether the page is whole, asked in the page itself: nothing loads, moves, or is drawn in a passing font. */
const WHOLE = `document.querySelector('main:not([aria-busy="true"])') !== null
  && document.querySelector('.mantine-Skeleton-root') === null
  && document.getAnimations().every(({ playState }) => playState !== 'running')
  && document.fonts.status === 'loaded'`;

export async function settled(page: Page): Promise<void> {
  // The page's own policy refuses Playwright's way of asking again and again; on the way to another page there is no answer.
  await until(`${page.url()} is whole`, () => page.evaluate<boolean>(WHOLE).catch(() => false), 60);
}

// A list that pops up stands at the end of the body, outside every landmark, as all of them do.
const POPUPS = ['region'];

/** Nothing that axe knows to be a barrier stands on the page. */
export async function expectAccessible(page: Page): Promise<void> {
  await settled(page);
  const { violations } = await new AxeBuilder({ page }).disableRules(POPUPS).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`)).toEqual([]);
}

/** Keeps a picture of the page under artifacts/, to be looked at. */
export async function picture(page: Page, name: string): Promise<void> {
  await mkdir('artifacts', { recursive: true });
  await settled(page);
  await page.screenshot({ path: `artifacts/${name}.png` });
}
