import { mkdirSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CHROMIUM } from '../support/require-parts.js';

/** Where the story is played. */
export type Stage = {
  address(): string;
  agent(): { email: string; password: string };
  /** In the middle of it, while messages are under way. */
  strike(): Promise<void>;
  /** A moment later, after more was written. */
  recover(): Promise<void>;
};

/** Set to a folder to keep a picture of every step. */
const PICTURES = process.env.PICTURES;

/** However busy the machine is. */
const eventually = <T>(ask: () => T) => expect.poll(ask, { timeout: 40_000 });

/** The demo shop as a stranger meets it: a real browser, one chapter after the other. Registers its own hooks. */
export function tellShopperStory(stage: Stage): void {
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  const faults: string[] = [];

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
    context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    page = await context.newPage();
    page.on('pageerror', (error) => faults.push(error.message));
    await page.goto(stage.address());
    await page.locator('.launcher').click();
    await page.locator('.panel').waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    expect(faults).toEqual([]);
  });

  const panel = () => page.locator('.panel');
  const replies = () => panel().locator('.row.reply');

  /** Writes, and answers with the words of the reply. */
  async function ask(text: string): Promise<string> {
    const before = await replies().count();
    await page.locator('.field').fill(text);
    await page.keyboard.press('Enter');
    return replyAfter(before);
  }

  async function press(label: string): Promise<string> {
    const before = await replies().count();
    await panel().getByRole('button', { name: label }).last().click();
    return replyAfter(before);
  }

  async function replyAfter(count: number): Promise<string> {
    await eventually(() => replies().count()).toBeGreaterThan(count);
    return words(await replies().last().innerText());
  }

  async function thread(): Promise<string> {
    return words(await panel().locator('.rows').innerText());
  }

  async function picture(name: string, of: Page | Locator = page): Promise<void> {
    if (PICTURES === undefined) return;
    mkdirSync(PICTURES, { recursive: true });
    await of.screenshot({ path: `${PICTURES}/${name}.png` });
  }

  it('says that it is a bot, and finds the parcel of the signed-in customer', async () => {
    await picture('1-open');
    const answer = await ask('hey wheres my parcel??');
    expect(answer).toContain('a bot');
    expect(answer).toMatch(/HL-\d+/);
    expect(answer).toMatch(/on its way|being prepared/);
    await picture('2-parcel');
  });

  it('cancels only after a yes, and then really', async () => {
    const asked = await ask('cancel it pls');
    const [, orderId = ''] = /order (HL-\d+)/.exec(asked) ?? [];
    expect(orderId).not.toBe('');
    await picture('3-confirm');
    expect(await press(`Cancel order ${orderId}`)).toMatch(new RegExp(`order ${orderId} is cancelled`, 'i'));
    const account = await context.newPage();
    await account.goto(`${stage.address()}/account`);
    expect(await account.locator('article.order', { hasText: orderId }).innerText()).toContain('Cancelled');
    await account.close();
    await picture('4-cancelled');
  });

  it('quotes the policy page an answer comes from, and the page says the same', async () => {
    await ask('how long do refunds take');
    const quote = panel().locator('.quote').last();
    const words = (await quote.locator('blockquote, p').first().innerText()).slice(0, 40);
    const href = await quote.locator('a').getAttribute('href');
    expect(href).toContain('/policies/');
    const policy = await context.newPage();
    await policy.goto(new URL(href ?? '', stage.address()).href);
    expect((await policy.locator('main').innerText()).replace(/\s+/g, ' ')).toContain(words.replace(/\s+/g, ' '));
    await policy.close();
    await picture('5-policy');
  });

  it('shows products like the blue jacket under 60, with picture, price, stock and a true reason', async () => {
    await ask('got anything like the blue jacket under 60?');
    const cards = panel().locator('.products').last().locator('.product');
    expect(await cards.count()).toBeGreaterThan(1);
    for (const card of await cards.all()) {
      const price = Number(/€(\d+(?:\.\d\d)?)/.exec(await card.locator('.price').innerText())?.[1]);
      expect(price).toBeLessThanOrEqual(60);
      expect(await card.locator('.stock').innerText()).not.toBe('');
      expect((await card.locator('.reason').innerText()).length).toBeGreaterThan(5);
      const picture = card.locator('img');
      await eventually(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
    }
    await picture('6-products');
  });

  it('keeps the conversation, in order and once, over a reload, a lost network and a kill -9', async () => {
    await page.reload();
    await panel().waitFor();
    await eventually(thread).toContain('got anything like the blue jacket');
    const before = await customerWords();

    await context.setOffline(true);
    await page.locator('.field').fill('do you ship to Norway');
    await page.keyboard.press('Enter');
    await context.setOffline(false);
    await eventually(async () => (await thread()).split('do you ship to Norway').length).toBe(2);

    await page.locator('.field').fill('can I pay with paypal');
    await page.keyboard.press('Enter');
    await stage.strike();
    await page.locator('.field').fill('what is the delivery cost');
    await page.keyboard.press('Enter');
    await stage.recover();

    const expected = [...before, 'do you ship to Norway', 'can I pay with paypal', 'what is the delivery cost'];
    await eventually(() => panel().locator('.quote').count()).toBeGreaterThanOrEqual(4);
    await eventually(customerWords).toEqual(expected);
    await picture('7-after-kill');
  });

  async function customerWords(): Promise<string[]> {
    return panel().locator('.row.customer .bubble').allInnerTexts();
  }

  it('lets an agent take the waiting conversation, answer, give it back and close it', async () => {
    await ask('I want a human');
    await eventually(thread).toContain('person');
    const agent = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
    agent.on('pageerror', (error) => faults.push(`console: ${error.message}`));
    await agent.goto(`${stage.address()}/console`);
    await agent.getByLabel(/e-mail/i).fill(stage.agent().email);
    await agent.getByLabel(/password/i).fill(stage.agent().password);
    await agent.getByRole('button', { name: /sign in/i }).click();
    await agent.locator('.line').first().click();
    await eventually(() => agent.locator('.context').innerText()).toContain('Mara Lindqvist');
    await picture('8-console', agent);
    await agent.getByRole('button', { name: /^take/i }).first().click();
    await agent.locator('.composer textarea').fill('Hello Mara, Robin here. I have your orders in front of me.');
    await agent.keyboard.press('Enter');
    await eventually(thread).toContain('Robin here');
    await picture('9-with-agent');
    await page.locator('.field').fill('thanks, can you see my order?');
    await page.keyboard.press('Enter');
    await eventually(() => agent.locator('.thread').innerText()).toContain('can you see my order?');
    await picture('10-console-taken', agent);
    await agent
      .getByRole('button', { name: /give back/i })
      .first()
      .click();
    await eventually(() => agent.getByRole('button', { name: /^take/i }).count()).toBeGreaterThan(0);
    expect(await ask('how long do refunds take')).toMatch(/day/);
    await agent.getByRole('button', { name: /^take/i }).first().click();
    await agent
      .getByRole('button', { name: /^close/i })
      .first()
      .click();
    await eventually(thread).toMatch(/closed/i);
    await agent.context().close();
  });

  it('works on a phone, in the dark', async () => {
    const phone = await browser.newContext({
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
      colorScheme: 'dark',
    });
    const small = await phone.newPage();
    await small.goto(stage.address());
    await picture('11-phone-shop', small);
    await small.locator('.launcher').tap();
    await small.locator('.field').fill('got anything like the blue jacket under 60?');
    await small.locator('.send').tap();
    await small.locator('.product').first().waitFor();
    await picture('12-phone-chat', small);
    expect(await small.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    await phone.close();
  });

  it('asks a guest who they are before it says anything about an order', async () => {
    const visit = await browser.newContext();
    const guest = await visit.newPage();
    await guest.goto(`${stage.address()}/account`);
    await guest.getByRole('button', { name: /guest/i }).click();
    await guest.locator('.launcher').click();
    await guest.locator('.field').fill('where is my order');
    await guest.keyboard.press('Enter');
    await eventually(() => guest.locator('.panel .rows').innerText()).toContain('order number');
    await visit.close();
  });
}

function words(text: string): string {
  return text.replaceAll('\u00a0', ' ');
}
