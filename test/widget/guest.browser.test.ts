import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { missing, noChromium } from '../support/require-parts.js';
import { fault } from './chat-rig.js';
import { CHOICES, ORDER, PRODUCTS, product, QUOTE } from './samples.js';
import { PHONE, WIDE, WidgetInBrowser } from './widget-in-browser.js';

describe.skipIf(missing(noChromium()))('the widget is a good guest', () => {
  const widget = new WidgetInBrowser();

  it('loads in 30 KB, and costs the server no connection before it is opened', async () => {
    expect(widget.gzipBytes / 1024).toBeLessThan(30);
    await widget.page.waitForTimeout(200);
    expect([widget.chat.auths, widget.chat.conversations]).toEqual([[], []]);
  });

  it('runs nothing that a message, a name or a link carries', async () => {
    const evil = `<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>`;
    const link = 'javascript:window.hacked=1';
    widget.chat.shop = { ...widget.chat.shop, name: evil };
    await widget.visit(WIDE);
    await widget.open();
    widget.chat.answer = () => [
      { kind: 'text', text: `${evil} ${link} https://ok.example/"onmouseover="window.hacked=1` },
      { kind: 'quote', text: evil, source: { title: evil, href: link } },
      { ...ORDER, statusText: evil, detail: evil, tracking: { carrier: evil, code: evil, href: link } },
      {
        kind: 'products',
        products: [{ ...product('Jacket'), title: evil, stockText: evil, reason: evil, href: link, picture: link }],
      },
      { kind: 'choices', choices: [{ label: evil, choice: evil }] },
    ];
    await widget.write(evil);
    await widget.page.locator('.choice').waitFor();
    widget.chat.append({ kind: 'notice', notice: 'agent-joined', agentName: evil });
    widget.chat.append({ kind: 'agent', agentName: evil, text: evil });
    await widget.page.locator('.notice').waitFor();
    await widget.page.locator('.choice').click();
    await widget.page.waitForTimeout(200);
    expect(await widget.page.evaluate(() => 'hacked' in window)).toBe(false);
    expect(
      await widget.page.locator('.root script, .root img[src=x], .root [onerror], .root [onmouseover]').count(),
    ).toBe(0);
    const hrefs = await widget.page
      .locator('.root a')
      .evaluateAll((all) => all.map((e) => e.getAttribute('href') ?? ''));
    expect(hrefs.filter((href) => !/^https?:/.test(href))).toEqual([]);
  });

  it('looks the same on a page whose styles are hostile, under a strict policy, where storage is forbidden', async () => {
    const look = () =>
      widget.page.locator('.launcher, .panel, .field, .bubble, .shop').evaluateAll((all) =>
        all.map((e) => {
          const { font, color, backgroundColor, opacity, visibility, direction } = getComputedStyle(e);
          const { x, y, width, height } = e.getBoundingClientRect();
          return { font, color, backgroundColor, opacity, visibility, direction, x, y, width, height };
        }),
      );
    const talk = async (): Promise<unknown> => {
      await widget.open();
      await widget.write('hello');
      await widget.see('You said: hello').waitFor();
      await widget.page.mouse.move(5, 5);
      await widget.page.waitForTimeout(400);
      return look();
    };
    const plain = await talk();
    const css = `* { all: unset !important; font-size: 60px !important; letter-spacing: 9px !important }
      html { font-size: 40px; direction: rtl } body > * { display: none !important; transform: scale(2) !important; --fill: red }`;
    const { origin } = widget.chat;
    const policy = `default-src 'none'; style-src ${widget.shop.origin}; script-src ${origin}; connect-src ${origin} ${origin.replace('http', 'ws')}; require-trusted-types-for 'script'`;
    const link = '<link rel="stylesheet" href="/style.css">';
    widget.show('/hostile', link + widget.tag(), { headers: { 'content-security-policy': policy } });
    await widget.visit(WIDE, '/hostile', async (context) => {
      await context.route('**/style.css', (route) => route.fulfill({ body: css, contentType: 'text/css' }));
      await context.addInitScript(forbidStorage);
    });
    expect(await widget.page.locator('main').isVisible()).toBe(false);
    expect(await talk()).toEqual(plain);
    expect(await widget.page.evaluate(() => Reflect.get(window, 'violated'))).toBe(undefined);
  });

  it('adds one name to the page and mounts once, however often it is loaded', async () => {
    widget.show('/bare', '');
    widget.show('/twice', widget.tag() + widget.tag());
    const globals = (on: typeof widget.page) => on.evaluate(() => Object.getOwnPropertyNames(window));
    const before = new Set(await globals(await widget.bareTab('/bare')));
    const twice = await widget.tab('/twice');
    await twice.waitForTimeout(200);
    expect((await globals(twice)).filter((name) => !before.has(name))).toEqual(['Concierge']);
    expect(await twice.locator('concierge-chat').count()).toBe(1);
  });

  it.each([
    ['light', WIDE],
    ['dark', WIDE],
    ['light', PHONE],
    ['dark', PHONE],
  ] as const)('has no accessibility fault in %s', async (colorScheme, options) => {
    await widget.visit({ ...options, colorScheme, reducedMotion: 'reduce' });
    const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    await widget.page.evaluate(axe);
    const violations = () =>
      widget.page.evaluate(async () => {
        const { violations: found } = await Reflect.get(window, 'axe').run();
        return found.map((fault: { id: string; nodes: { html: string }[] }) => [
          fault.id,
          fault.nodes.map((n) => n.html),
        ]);
      });
    expect(await violations()).toEqual([]);
    await widget.open();
    expect(await violations()).toEqual([]);
    widget.chat.answer = () => [{ kind: 'text', text: 'See https://shop.example' }, PRODUCTS, ORDER, QUOTE, CHOICES];
    await widget.write('show me');
    await widget.page.locator('.choice').first().waitFor();
    widget.chat.append({ kind: 'notice', notice: 'agent-joined', agentName: 'Maya Lind' });
    widget.chat.append({ kind: 'agent', agentName: 'Maya Lind', text: 'Hello' });
    widget.chat.typing('agent');
    await widget.page.locator('.typing').waitFor();
    expect(await violations()).toEqual([]);
    widget.chat.intercept = () => fault('BAD_INPUT');
    await widget.write('bad');
    await widget.see('Not sent').waitFor();
    await widget.chat.stop();
    await widget.see('Reconnecting.').waitFor();
    expect(await violations()).toEqual([]);
  });
});

/** Runs in the page before anything else: storage may not be touched, and every breach of the policy is noted. */
function forbidStorage(): void {
  for (const name of ['localStorage', 'sessionStorage']) {
    Object.defineProperty(window, name, {
      get: () => {
        throw new DOMException('forbidden', 'SecurityError');
      },
    });
  }
  document.addEventListener('securitypolicyviolation', (event) => {
    Object.assign(window, { violated: event.violatedDirective });
  });
}
