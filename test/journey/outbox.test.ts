import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, missing, noChromium } from '../support/require-parts.js';
import { newDataDir, removeDataDirs, ServerProcess } from '../support/server-process.js';

const LONG = { timeout: 40_000 };

/** What was written while the server was gone, and by pages that are gone too, is sent by the pages that come after. */
describe.skipIf(missing(noChromium()))('what is written while the server is killed', { timeout: 120_000 }, () => {
  const dataDir = newDataDir();
  let server: ServerProcess;
  let browser: Browser;

  beforeAll(async () => {
    server = await ServerProcess.start({ dataDir });
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    removeDataDirs();
  });

  const kill = () => server.stop('SIGKILL');
  const revive = async () => {
    server = await ServerProcess.start({ dataDir, port: server.port });
  };
  const write = async (page: Page, field: string, text: string) => {
    await page.locator(field).fill(text);
    await page.keyboard.press('Enter');
  };

  it('9. a tab reloaded with pending sends: its outbox sends them, once and in order', async () => {
    const context = await browser.newContext();
    const first = await context.newPage();
    await first.goto(server.address);
    await first.locator('.launcher').click();
    await write(first, '.field', 'hello');
    await first.locator('.row.reply').first().waitFor();
    await kill();
    for (const text of ['where is my order', 'how long do refunds take']) await write(first, '.field', text);
    await first.close();
    await revive();
    const second = await context.newPage();
    await second.goto(server.address);
    await second.locator('.launcher').click();
    const written = () => second.locator('.row.customer .bubble').allInnerTexts();
    await expect.poll(written, LONG).toEqual(['hello', 'where is my order', 'how long do refunds take']);
    await expect.poll(() => second.locator('.row.customer .delivery').count(), LONG).toBe(0);
    await second.reload();
    await expect.poll(written, LONG).toEqual(['hello', 'where is my order', 'how long do refunds take']);
    await context.close();
  });

  it('a console reloaded with a reply under way: the shopper gets it, once', async () => {
    const shopper = await (await browser.newContext()).newPage();
    await shopper.goto(server.address);
    await shopper.locator('.launcher').click();
    await write(shopper, '.field', 'I want a human');
    await shopper.locator('.row.reply').first().waitFor();
    const context = await browser.newContext();
    const first = await signIn(context.newPage());
    await first.locator('.line').first().click();
    await first.getByRole('button', { name: /^take/i }).first().click();
    await first.locator('.composer textarea').waitFor();
    await kill();
    await write(first, '.composer textarea', 'Robin here, I am with you.');
    await first.close();
    await revive();
    const second = await context.newPage();
    await second.goto(`${server.address}/console`);
    const told = () => shopper.locator('.row.reply', { hasText: 'Robin here' }).count();
    await expect.poll(told, LONG).toBe(1);
    await second.reload();
    await second.locator('.line').first().click();
    await expect.poll(() => second.locator('.thread', { hasText: 'Robin here' }).count(), LONG).toBe(1);
    await shopper.reload();
    await expect.poll(told, LONG).toBe(1);
  });

  async function signIn(opening: Promise<Page>): Promise<Page> {
    const page = await opening;
    await page.goto(`${server.address}/console`);
    await page.getByLabel(/e-mail/i).fill(server.agent.email);
    await page.getByLabel(/password/i).fill(server.agent.password);
    await page.getByRole('button', { name: /sign in/i }).click();
    await page.locator('.line').first().waitFor();
    return page;
  }
});
