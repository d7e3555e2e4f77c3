import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { missing, noChromium } from '../support/require-parts.js';
import { fury, lateParcel } from './a-shop-day.js';
import { findBarriers, launchBrowser, signIn, visit } from './console-in-browser.js';
import { type ConsoleRig, startConsole } from './console-rig.js';

const PHONE = { viewport: { width: 390, height: 780 }, hasTouch: true, isMobile: true } as const;

describe.skipIf(missing(noChromium()))('the console in a browser: moods, blocking, searching', () => {
  let browser: Browser;
  let rig: ConsoleRig;
  const opened: Page[] = [];
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    rig = await startConsole({ withPage: true });
    await rig.hire('Niamh Byrne');
  });
  afterEach(async () => {
    for (const page of opened.splice(0)) await page.context().close();
    await rig.stop();
  });

  const arrive = async (options: Parameters<typeof visit>[2] = {}): Promise<Page> => {
    const page = await visit(browser, rig, options);
    opened.push(page);
    await signIn(page, 'Niamh Byrne');
    await page.getByRole('tablist').waitFor();
    return page;
  };
  const find = (page: Page) => page.getByRole('searchbox', { name: 'Search messages' });
  const hits = (page: Page) => page.locator('.hits .line');
  const eventsOf = async (id: Parameters<typeof rig.log.read>[1]) =>
    (await rig.log.read(rig.shopId, id, 0)).map(({ event }) => event);

  it('shows how a customer sounds, each of several wishes, and what became of a code', async () => {
    await fury(rig);
    const page = await arrive();
    const line = page.locator('.line', { hasText: 'you useless bot' });
    await line.getByText('Angry').waitFor();
    await line.click();
    const thread = page.locator('.thread');
    await thread.locator('.thread-head').getByText('Angry').waitFor();
    await thread.getByText('Asked for a code by e-mail; nobody was found it could go to').waitFor();
    await thread.getByText('Typed a code that is not the right one').waitFor();
    await thread.getByText('Takes one message in 15 seconds').waitFor();
    const summary = thread.locator('.reading summary');
    expect(await summary.first().innerText()).toContain('Cancel an order + Track an order · annoyed 97%');
    expect(await summary.last().innerText()).toContain('insult');
    await summary.first().click();
    expect(await thread.getByRole('list', { name: 'What the message asks for' }).innerText()).toContain('87%');
  });

  it('blocks a visitor after asking why, on the keyboard alone, and takes it back', async () => {
    const id = await fury(rig);
    const page = await arrive();
    await page.locator('.line', { hasText: 'you useless bot' }).click();
    await page.getByRole('button', { name: 'Block this visitor' }).press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    expect(await page.locator('.thread-head h2').innerText()).toContain('Visitor');

    await page.getByRole('button', { name: 'Block this visitor' }).press('Enter');
    await dialog.getByLabel('Reason').waitFor();
    await page.keyboard.press('Tab');
    await dialog.getByRole('button', { name: 'Block', exact: true }).click();
    // Without a reason nothing happens.
    expect((await eventsOf(id)).map(({ kind }) => kind)).not.toContain('visitor-blocked');
    await dialog.getByLabel('Reason').fill('insults again and again');
    await dialog.getByRole('button', { name: 'Block', exact: true }).press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    await page.getByText('Niamh Byrne blocked this visitor: insults again and again').waitFor();
    await page.locator('.thread-head').getByText('Blocked', { exact: true }).waitFor();
    expect((await eventsOf(id)).filter(({ kind }) => kind === 'visitor-blocked')).toHaveLength(1);

    await page.getByRole('button', { name: /^Unblock/ }).press('Enter');
    await page.getByText('Niamh Byrne lets this visitor write again').waitFor();
    await page.getByRole('button', { name: 'Block this visitor' }).waitFor();
  });

  it('finds a message on the keyboard alone and shows it in its place', async () => {
    const id = await fury(rig);
    for (let count = 0; count < 60; count++) await rig.customerSays(id, `more ${count}`);
    await lateParcel(rig);
    const page = await arrive();
    await page.keyboard.press('/');
    await page.keyboard.type('lantern');
    await expect.poll(() => hits(page).count()).toBe(1);
    expect(await hits(page).innerText()).toMatch(/Visitor[\s\S]*other lantern[\s\S]*Customer/);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    const said = page.locator('.said', { hasText: 'third time I ask' });
    await said.waitFor();
    await expect
      .poll(() =>
        said.evaluate((element) => {
          const { top, bottom } = element.getBoundingClientRect();
          return top > 0 && bottom < innerHeight;
        }),
      )
      .toBe(true);
    await find(page).fill('nothing like this anywhere');
    await page.getByText('Nothing found').waitFor();
    await find(page).press('Escape');
    await page.getByRole('tablist').waitFor();
  });

  describe.each(['light', 'dark'] as const)('in %s colours', (colorScheme) => {
    it.each([
      ['wide', {}],
      ['on a phone', PHONE],
    ])('has no barriers that axe can find, %s', async (_size, options) => {
      await fury(rig);
      await lateParcel(rig);
      const page = await arrive({ colorScheme, reducedMotion: 'reduce', ...options });
      await find(page).fill('the');
      await expect.poll(() => hits(page).count()).toBeGreaterThan(0);
      expect(await findBarriers(page)).toEqual([]);
      await find(page).fill('');
      await page.getByRole('tab', { name: /Open/ }).click();
      await page.locator('.line', { hasText: 'you useless bot' }).click();
      await page.getByRole('button', { name: 'Block this visitor' }).click();
      await page.getByRole('dialog').waitFor();
      expect(await findBarriers(page)).toEqual([]);
      await page.getByLabel('Reason').fill('insults');
      await page.getByRole('button', { name: 'Block', exact: true }).click();
      await page.getByRole('button', { name: /^Unblock/ }).waitFor();
      await page.locator('.reading summary').first().click();
      expect(await findBarriers(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
      const name = await page.locator('.thread-head h2').boundingBox();
      expect(name?.width).toBeGreaterThan(80);
    });
  });
});
