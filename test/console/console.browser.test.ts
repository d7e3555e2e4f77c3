import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ConversationId } from '../../src/protocol/ids.js';
import { missing, noChromium } from '../support/require-parts.js';
import { browsing, lateParcel } from './a-shop-day.js';
import { answerLate, findBarriers, holdBackNews, launchBrowser, signIn, visit } from './console-in-browser.js';
import { type ConsoleRig, startConsole } from './console-rig.js';

describe.skipIf(missing(noChromium()))('the console in a browser', () => {
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
    await rig.hire('Sam Okafor');
  });
  afterEach(async () => {
    for (const page of opened.splice(0)) await page.context().close();
    await rig.stop();
  });

  type Visit = Parameters<typeof visit>[2];
  const arrive = async (name: string, options: Visit = {}): Promise<Page> => {
    const page = await visit(browser, rig, options);
    opened.push(page);
    await signIn(page, name);
    await page.getByRole('tablist').waitFor();
    return page;
  };
  const lineOf = (page: Page, words: string | RegExp) => page.locator('.line', { hasText: words });
  const take = (page: Page) => page.getByRole('button', { name: /^Take/ });
  const box = (page: Page) => page.locator('.composer textarea');
  const saidIn = async (id: ConversationId) =>
    (await rig.log.read(rig.shopId, id, 0)).flatMap(({ event }) => (event.kind === 'agent-said' ? [event.text] : []));
  const kindsOf = async (id: ConversationId) => (await rig.log.read(rig.shopId, id, 0)).map(({ event }) => event.kind);

  it('follows to another gateway when its own stops, without a word and with the draft', async () => {
    const id = await lateParcel(rig);
    const page = await arrive('Niamh Byrne');
    await lineOf(page, 'that depot is 80 km away').click();
    await take(page).click();
    await box(page).fill('I am looking');
    await page.evaluate(() => {
      const banner = document.querySelector<HTMLElement>('.banner');
      const note = () => banner?.hidden === false && document.body.classList.add('was-lost');
      if (banner) new MutationObserver(note).observe(banner, { attributes: true });
    });
    const [connection] = rig.connections();
    rig.sendElsewhere(50);
    await expect.poll(() => rig.connections().length === 1 && rig.connections()[0] !== connection).toBe(true);
    await rig.customerSays(id, 'anything yet?');
    await page.locator('.thread').getByText('anything yet?').waitFor();
    expect(await box(page).inputValue()).toBe('I am looking');
    expect(await page.locator('.was-lost').count()).toBe(0);
    await box(page).press('Enter');
    await expect.poll(() => saidIn(id)).toEqual(['I am looking']);
  });

  it('goes from signing in to a closed conversation on the keyboard alone', async () => {
    const id = await lateParcel(rig);
    const page = await visit(browser, rig);
    opened.push(page);
    await signIn(page, 'Niamh Byrne', 'wrong');
    await page.getByRole('alert').getByText('E-mail or password is wrong.').waitFor();
    await page.keyboard.type('quay-street-galway');
    await page.keyboard.press('Enter');

    await lineOf(page, 'that depot is 80 km away').waitFor();
    expect(await page.title()).toBe('(1) Test Shop console');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.getByText('Handed over: Needs what the bot may not do').waitFor();
    expect(await page.locator('.context').innerText()).toContain('mara@example.com');
    expect(await box(page).isVisible()).toBe(false);

    await page.keyboard.press('t');
    await box(page).waitFor();
    await page.keyboard.type('I have An Post on the line.');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('It comes tomorrow.');
    await page.keyboard.press('Enter');
    await page.locator('.said[data-speaker="agent"]:not(.pending)', { hasText: 'It comes tomorrow.' }).waitFor();
    await page.keyboard.type('Anything else?');
    await page.keyboard.press('Control+Enter');
    await vi.waitFor(async () =>
      expect(await saidIn(id)).toEqual(['I have An Post on the line.\nIt comes tomorrow.', 'Anything else?']),
    );

    await page.getByRole('button', { name: 'Give back to the bot' }).press('Enter');
    await page.getByText('Niamh Byrne gave it back to the bot').waitFor();
    await page.keyboard.press('t');
    await box(page).waitFor();
    const place = await page.locator('.thread').boundingBox();
    await page.getByRole('button', { name: 'Close the conversation with Mara Lindqvist' }).press('Enter');
    await page.getByText('Closed the conversation with Mara Lindqvist.').waitFor();
    expect(await page.locator('.thread').boundingBox()).toEqual(place);
    // Behind it the customer is asked how it was.
    await expect.poll(async () => (await kindsOf(id)).slice(-2)).toEqual(['closed', 'bot-said']);
    await page.locator('.toast').getByRole('button', { name: 'Reopen' }).press('Enter');
    await box(page).waitFor();
    expect((await kindsOf(id)).at(-1)).toBe('agent-took');

    await page.keyboard.press('Escape');
    await page.keyboard.press('r');
    expect(await box(page).evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.getByText('Choose a conversation').waitFor();
  });

  it('loses no key and no press while an answer is on its way', async () => {
    const id = await lateParcel(rig);
    const page = await visit(browser, rig);
    opened.push(page);
    await answerLate(page, 700);
    await page.reload();
    await signIn(page, 'Niamh Byrne');
    await lineOf(page, 'that depot').click();
    await take(page).click();
    await box(page).waitFor();
    await page.keyboard.type('rjkt at once');
    expect(await box(page).inputValue()).toBe('rjkt at once');
    await page.getByRole('button', { name: 'Give back to the bot' }).click();
    await take(page).click();
    await vi.waitFor(
      async () => expect((await kindsOf(id)).slice(-3)).toEqual(['agent-took', 'agent-gave-back', 'agent-took']),
      { timeout: 5000 },
    );
    await box(page).waitFor();
    expect(await box(page).inputValue()).toBe('rjkt at once');
  });

  it('shows the bot’s reading in one line that opens to all it considered', async () => {
    await lateParcel(rig);
    const page = await arrive('Niamh Byrne');
    await lineOf(page, 'that depot').click();
    const reading = page.locator('.reading').last();
    await reading.getByText('Two meanings · Talk to a person 48% / Track an order 44% · handed over').waitFor();
    expect(await reading.getByText('Refund status').isVisible()).toBe(false);
    await reading.locator('summary').click();
    await reading.getByText('Refund status').waitFor();
  });

  it('tells the slower of two agents who was quicker', async () => {
    const id = await lateParcel(rig);
    const niamh = await arrive('Niamh Byrne');
    const sam = await visit(browser, rig);
    opened.push(sam);
    const news = await holdBackNews(sam);
    await sam.reload();
    await signIn(sam, 'Sam Okafor');
    await lineOf(niamh, 'that depot').click();
    await lineOf(sam, 'that depot').click();
    await take(sam).waitFor();
    news.start();
    await take(niamh).click();
    await box(niamh).waitFor();
    await take(sam).click();
    await sam.getByText('Niamh Byrne took this conversation before you.').waitFor();
    await sam.getByText('Niamh Byrne holds this conversation.').waitFor();
    expect(await take(sam).count()).toBe(0);
    expect(await box(sam).isVisible()).toBe(false);
    expect((await kindsOf(id)).filter((kind) => kind === 'agent-took')).toHaveLength(1);
  });

  it('gives a reply back to its author when another came first, and shows that one', async () => {
    const id = await lateParcel(rig);
    const first = await arrive('Niamh Byrne');
    await lineOf(first, 'that depot').click();
    await take(first).click();
    await box(first).waitFor();
    const second = await first.context().newPage();
    const news = await holdBackNews(second);
    await second.goto(first.url());
    await box(second).waitFor();
    news.start();
    await box(first).fill('From my first window.');
    await box(first).press('Enter');
    await vi.waitFor(async () => expect(await saidIn(id)).toHaveLength(1));
    await box(second).fill('From my second window.');
    await box(second).press('Enter');
    await second.getByText(/Somebody wrote while you did/).waitFor();
    await second.locator('.rule.new').waitFor();
    await second.getByText('From my first window.').waitFor();
    expect(await box(second).inputValue()).toBe('From my second window.');
    await box(second).press('Enter');
    await vi.waitFor(async () => expect(await saidIn(id)).toEqual(['From my first window.', 'From my second window.']));
    expect(await box(second).inputValue()).toBe('');
  });

  it('keeps what is written through an outage, sends it once, and fills the gap', async () => {
    const id = await lateParcel(rig);
    const page = await arrive('Niamh Byrne');
    await lineOf(page, 'that depot').click();
    await take(page).click();
    await box(page).waitFor();
    rig.goDown();
    await page.getByText(/^Reconnecting\./).waitFor();
    await box(page).fill('Written in the tunnel.');
    await box(page).press('Enter');
    await page.getByText('Waits for the connection').waitFor();
    await rig.customerSays(id, 'are you there?');
    rig.comeBack();
    await page.locator('.said[data-speaker="customer"]', { hasText: 'are you there?' }).waitFor();
    await page.locator('.said:not(.pending)', { hasText: 'Written in the tunnel.' }).waitFor();
    await page.getByText(/^Reconnecting\./).waitFor({ state: 'hidden' });
    expect(await page.getByText('Written in the tunnel.').count()).toBe(1);
    expect(await saidIn(id)).toEqual(['Written in the tunnel.']);
  });

  it('sends after a reload what an outage had held back', async () => {
    const id = await lateParcel(rig);
    const page = await arrive('Niamh Byrne');
    await lineOf(page, 'that depot').click();
    await take(page).click();
    await box(page).waitFor();
    rig.goDown();
    await page.getByText(/^Reconnecting\./).waitFor();
    await box(page).fill('Written before the reload.');
    await box(page).press('Enter');
    await page.reload();
    rig.comeBack();
    await page.locator('.said:not(.pending)', { hasText: 'Written before the reload.' }).waitFor();
    expect(await saidIn(id)).toEqual(['Written before the reload.']);
  });

  it('keeps a draft per conversation, also through a reload', async () => {
    await lateParcel(rig);
    await browsing(rig);
    const page = await arrive('Niamh Byrne');
    await lineOf(page, 'that depot').click();
    await take(page).click();
    await box(page).fill('Half a thou');
    await page.getByRole('tab', { name: /Open/ }).click();
    await lineOf(page, 'blue jacket').click();
    await take(page).click();
    await vi.waitFor(async () => expect(await box(page).inputValue()).toBe(''));
    await box(page).fill('Another');
    await lineOf(page, 'that depot').click();
    await vi.waitFor(async () => expect(await box(page).inputValue()).toBe('Half a thou'));
    await page.reload();
    await box(page).waitFor();
    expect(await box(page).inputValue()).toBe('Half a thou');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in to the console' }).waitFor();
    expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
  });

  it('moves lines and counts as things happen, and marks news in mine', async () => {
    const page = await arrive('Niamh Byrne');
    await page.getByText('Nobody waits').waitFor();
    const id = await lateParcel(rig);
    await lineOf(page, 'that depot').waitFor();
    await lineOf(page, 'that depot').click();
    await take(page).click();
    await box(page).waitFor();
    await page.getByRole('tab', { name: 'Mine 1' }).waitFor();
    const other = await browsing(rig);
    await page.getByRole('tab', { name: 'Open 2' }).click();
    await lineOf(page, 'blue jacket').click();
    await page.getByText('The bot is answering.', { exact: false }).waitFor();
    await rig.customerSays(id, 'any news?');
    await lineOf(page, 'any news?').getByRole('img', { name: 'New message' }).waitFor();
    await lineOf(page, 'any news?').click();
    await lineOf(page, 'any news?').getByRole('img', { name: 'New message' }).waitFor({ state: 'detached' });
    expect(other).not.toBe(id);
  });

  it('goes back to signing in when the account is disabled, and says so', async () => {
    await lateParcel(rig);
    const page = await arrive('Niamh Byrne');
    await lineOf(page, 'that depot').waitFor();
    await rig.hire('Niamh Byrne', { isActive: false });
    await page.getByText(/^Your session has ended/).waitFor();
    expect(await page.getByText('that depot').count()).toBe(0);
  });

  it('says that a conversation in the address is not there, and offers the list', async () => {
    const page = await arrive('Niamh Byrne');
    await page.goto(`${rig.address}/console#nothing`);
    await page.reload();
    await page.getByText('This conversation is not here. It may have been removed.').waitFor();
  });

  it('shows one column at a time on a phone, with ways back', async () => {
    await lateParcel(rig);
    const page = await arrive('Niamh Byrne', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    await lineOf(page, 'that depot').tap();
    await page.getByRole('button', { name: 'Show details' }).tap();
    await page.getByText('mara@example.com', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Back to the conversation' }).tap();
    await page.getByRole('button', { name: 'Close the conversation with Mara Lindqvist' }).tap();
    await page.locator('.toast').waitFor();
    const toast = await page.locator('.toast').boundingBox();
    expect(toast?.x).toBeGreaterThanOrEqual(0);
    expect((toast?.x ?? 0) + (toast?.width ?? 0)).toBeLessThanOrEqual(390);
    await page.locator('.toast').getByRole('button', { name: 'Reopen' }).tap();
    await page.getByRole('button', { name: 'Back to the list' }).tap();
    await lineOf(page, 'that depot').waitFor();
    expect(await page.locator('.thread').isVisible()).toBe(false);
    await page.goBack();
    await box(page).waitFor();
  });

  it.each([320, 390, 760, 1000, 1280, 3840])('fits a screen %i px wide without scrolling sideways', async (width) => {
    await rig.customerSays(await lateParcel(rig), 'x'.repeat(300));
    const page = await arrive('Niamh Byrne', { viewport: { width, height: 800 } });
    await lineOf(page, 'xxx').click();
    await take(page).click();
    await box(page).fill('x'.repeat(300));
    const over = await page.evaluate(() =>
      [document.documentElement, ...document.querySelectorAll('.column, .scroller, .panel, .thread-head')]
        .filter((element) => element.scrollWidth > element.clientWidth + 1)
        .map((element) => element.className || element.tagName),
    );
    expect(over).toEqual([]);
  });

  describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
    it('has no barriers that axe can find, signed out and at work', async () => {
      await lateParcel(rig);
      await browsing(rig);
      const page = await visit(browser, rig, { colorScheme, reducedMotion: 'reduce' });
      opened.push(page);
      await page.getByRole('button', { name: 'Sign in' }).waitFor();
      expect(await findBarriers(page)).toEqual([]);
      await signIn(page, 'Niamh Byrne', 'wrong');
      await page.getByRole('alert').getByText('E-mail or password is wrong.').waitFor();
      expect(await findBarriers(page)).toEqual([]);
      await signIn(page, 'Niamh Byrne');
      await lineOf(page, 'that depot').waitFor();
      expect(await findBarriers(page)).toEqual([]);
      await lineOf(page, 'that depot').click();
      await take(page).waitFor();
      await page.locator('.reading summary').last().click();
      expect(await findBarriers(page)).toEqual([]);
      await take(page).click();
      await box(page).fill('x'.repeat(4100));
      expect(await findBarriers(page)).toEqual([]);
      await page.getByRole('tab', { name: /Closed/ }).click();
      await page.getByText('Nothing closed yet').waitFor();
      expect(await findBarriers(page)).toEqual([]);
    });

    it.each(['#ffee00', '#ffffff', '#000000', '#00ff66', '#ff0044', 'rebeccapurple'])(
      'stays readable with the accent %s',
      async (accent) => {
        await lateParcel(rig);
        const page = await arrive('Niamh Byrne', { colorScheme, reducedMotion: 'reduce' });
        await lineOf(page, 'that depot').click();
        await take(page).waitFor();
        await page.evaluate((value) => document.documentElement.style.setProperty('--accent', value), accent);
        expect(await findBarriers(page)).toEqual([]);
      },
    );
  });
});
