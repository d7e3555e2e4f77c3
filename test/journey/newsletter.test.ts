import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, missing, noChromium } from '../support/require-parts.js';
import { newDataDir, removeDataDirs, ServerProcess } from '../support/server-process.js';
import { Shopper } from '../support/shopper.js';
import { startSmtpServer } from '../support/smtp-server.js';

const EMAIL = 'reader@example.com';

describe.skipIf(missing(noChromium()))('a shopper who wants the newsletter', { timeout: 90_000 }, () => {
  const dataDir = newDataDir();
  let smtp: Awaited<ReturnType<typeof startSmtpServer>>;
  let server: ServerProcess;
  let browser: Browser;

  beforeAll(async () => {
    smtp = await startSmtpServer();
    server = await ServerProcess.start({
      dataDir,
      env: {
        SMTP_URL: smtp.url,
        MAIL_FROM: 'news@harbourlane.example',
        PUBLIC_URL: 'https://chat.harbourlane.example/',
      },
    });
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await smtp?.stop();
    removeDataDirs();
  });

  it('confirms it by one press on the page behind the link in the mail', async () => {
    const shopper = await Shopper.arrive(server.address);
    await shopper.ask(`sign me up for your newsletter, ${EMAIL}`);
    await shopper.ask('yes');
    shopper.leave();
    await expect.poll(() => smtp.mails.length, { timeout: 15_000 }).toBe(1);
    expect(smtp.mails[0]?.to).toEqual([EMAIL]);
    const [, path = ''] =
      /https:\/\/chat\.harbourlane\.example(\/chat\/newsletter\/\S+)/.exec(letterOf(smtp.mails[0])) ?? [];

    for (const colorScheme of ['light', 'dark'] as const) {
      const context = await browser.newContext({ viewport: { width: 390, height: 844 }, colorScheme });
      const page = await context.newPage();
      const faults: string[] = [];
      page.on('pageerror', ({ message }) => faults.push(message));
      page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
      await page.goto(`${server.address}${path}`);
      if (colorScheme === 'light') {
        await expect.poll(() => page.locator('h1').innerText()).toBe('One more press');
        await page.getByRole('button', { name: 'Yes, send it to me' }).click();
      }
      await expect.poll(() => page.locator('h1').innerText()).toBe('You are on the list');
      expect(await page.locator('body').innerText()).toContain(EMAIL);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
      expect(faults).toEqual([]);
      await context.close();
    }
  });
});

/** The words of a mail whose lines the mailer broke (RFC 2045, 6.7). */
function letterOf(mail: { raw: string } | undefined): string {
  return (mail?.raw ?? '').replace(/=\r?\n/g, '').replaceAll('=3D', '=');
}
