import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Locator,
  type Page,
} from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { buildWidget } from '../../.config/build-widget.mjs';
import { CHROMIUM } from '../support/require-parts.js';
import { ChatRig } from './chat-rig.js';

export const WIDE: BrowserContextOptions = { viewport: { width: 1280, height: 800 } };
export const PHONE: BrowserContextOptions = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** The built widget on a shop's page, with the chat server on another origin; fresh for every test. */
export class WidgetInBrowser {
  shop: ChatRig;
  chat: ChatRig;
  page: Page;
  gzipBytes = 0;
  readonly faults: string[] = [];
  private browser: Browser | undefined;
  private context: BrowserContext | undefined;
  private readonly script = join(tmpdir(), `widget-${process.pid}-${Math.random()}.js`);

  /** Registers the hooks of the suite it is called in. */
  constructor() {
    this.shop = new ChatRig(this.script);
    this.chat = new ChatRig(this.script);
    this.page = unopened();
    beforeAll(async () => {
      ({ gzipBytes: this.gzipBytes } = await buildWidget({ outfile: this.script }));
      this.browser = await chromium.launch({ executablePath: CHROMIUM });
    });
    beforeEach(() => this.start());
    afterEach(() => this.stop());
    afterAll(() => this.browser?.close());
  }

  /** The one tag a shop puts on its page. */
  tag(attributes = ''): string {
    return `<script src="${this.chat.origin}/widget.js" data-shop="demo" ${attributes} async></script>`;
  }

  show(path: string, body: string, settings: { language?: string; headers?: Record<string, string> } = {}): void {
    const html = `<!doctype html><html lang="${settings.language ?? 'en'}"><head>
      <meta name="viewport" content="width=device-width, initial-scale=1"><title>Shop</title></head>
      <body><main><h1>Shop</h1></main>${body}</body></html>`;
    this.shop.pages.set(path, { html, ...(settings.headers && { headers: settings.headers }) });
  }

  /** A new browser profile on the page. */
  async visit(
    options: BrowserContextOptions,
    path = '/',
    prepare?: (context: BrowserContext) => Promise<void>,
  ): Promise<void> {
    await this.context?.close();
    this.context = await this.browser?.newContext(options);
    if (!this.context) throw new Error('the browser is not open');
    // The script is in the browser's cache even while its server is down.
    const body = await readFile(this.script, 'utf8');
    await this.context.route('**/widget.js', (route) => route.fulfill({ body, contentType: 'text/javascript' }));
    await prepare?.(this.context);
    this.page = await this.tab(path);
  }

  async tab(path = '/'): Promise<Page> {
    const page = await this.bareTab(path);
    await page.locator('.launcher').waitFor();
    return page;
  }

  async bareTab(path: string): Promise<Page> {
    const page = (await this.context?.newPage()) ?? unopened();
    page.on('pageerror', (error) => this.faults.push(error.message));
    await page.goto(this.shop.origin + path);
    return page;
  }

  async open(page = this.page): Promise<void> {
    await page.locator('.launcher').click();
    await page.locator('.panel').waitFor();
  }

  async write(text: string, page = this.page): Promise<void> {
    await page.locator('.field').fill(text);
    await page.keyboard.press('Enter');
  }

  /** What stands in the panel; previews and announcements are elsewhere. */
  see(text: string | RegExp, page = this.page): Locator {
    return page.locator('.panel').getByText(text);
  }

  bubbles(page = this.page): Promise<string[]> {
    return page.locator('.rows .bubble').allTextContents();
  }

  isAtEnd(): Promise<boolean> {
    return this.page.locator('.thread').evaluate((e) => e.scrollHeight - e.scrollTop - e.clientHeight < 4);
  }

  /** The class of the widget's element that has the focus. */
  focused(): Promise<string> {
    return this.page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.className ?? '');
  }

  private async start(): Promise<void> {
    [this.shop, this.chat] = [new ChatRig(this.script), new ChatRig(this.script)];
    await this.shop.start();
    await this.chat.start();
    this.faults.length = 0;
    this.show('/', this.tag());
    await this.visit(WIDE);
  }

  private async stop(): Promise<void> {
    await this.context?.close();
    await this.chat.stop();
    await this.shop.stop();
    expect(this.faults).toEqual([]);
  }
}

function unopened(): Page {
  return new Proxy({} as Page, {
    get: () => {
      throw new Error('no page is open yet');
    },
  });
}
