import { readFileSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { CHROMIUM } from '../support/require-parts.js';
import { type ConsoleRig, PASSWORD } from './console-rig.js';

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
}

/** A browser of its own for one agent, at the sign-in screen. */
export async function visit(browser: Browser, rig: ConsoleRig, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-IE', ...options });
  const page = await context.newPage();
  await page.goto(`${rig.address}/console`);
  return page;
}

/** Lets nothing through that the server says unasked, as a slow line does for a while. Call before the page connects. */
export async function holdBackNews(page: Page): Promise<{ start(): void }> {
  let isHeld = false;
  await page.routeWebSocket(/socket\.io/, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((message) => server.send(message));
    server.onMessage((message) => {
      if (!(isHeld && /^42\/console,\["(line|log)"/.test(String(message)))) socket.send(message);
    });
  });
  return {
    start: () => {
      isHeld = true;
    },
  };
}

/** Answers the agent's moves `lateMs` late, so that news of them comes first. Call before the page connects. */
export async function answerLate(page: Page, lateMs: number): Promise<void> {
  await page.routeWebSocket(/socket\.io/, (socket) => {
    const server = socket.connectToServer();
    const moves = new Set<string>();
    socket.onMessage((message) => {
      const id = /^42\/console,(\d+)\["(?:take|give-back|close)"/.exec(String(message))?.[1];
      if (id !== undefined) moves.add(id);
      server.send(message);
    });
    server.onMessage((message) => {
      const id = /^43\/console,(\d+)\[/.exec(String(message))?.[1];
      if (id !== undefined && moves.has(id)) setTimeout(() => socket.send(message), lateMs);
      else socket.send(message);
    });
  });
}

/** What WCAG 2.2 AA asks and axe finds missing, in words. */
export async function findBarriers(page: Page): Promise<string[]> {
  await page.evaluate(readFileSync('node_modules/axe-core/axe.min.js', 'utf8'));
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    const { violations } = await axe.run({ runOnly: tags });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
    );
  });
}

export async function signIn(page: Page, name: string, password = PASSWORD): Promise<void> {
  await page.getByLabel('E-mail').fill(`${name.toLowerCase().replaceAll(' ', '-')}@example.com`);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}
