import { describe, expect, it } from 'vitest';
import { missing, noChromium } from '../support/require-parts.js';
import { CHOICES, ORDER, PRODUCTS, QUOTE, RATING } from './samples.js';
import { PHONE, WidgetInBrowser } from './widget-in-browser.js';

describe.skipIf(missing(noChromium()))('the widget talks', () => {
  const widget = new WidgetInBrowser();

  it('says what it can do and that it is a bot, and offers three examples', async () => {
    await widget.open();
    expect(await widget.page.locator('.intro').textContent()).toContain('I am a bot');
    expect(await widget.page.locator('.role').textContent()).toBe('Assistant · automated');
    await widget.page.getByRole('button', { name: 'How long do refunds take?' }).click();
    await widget.see('You said: How long do refunds take?').waitFor();
    expect(await widget.page.locator('.choice').count()).toBe(0);
    expect(await widget.focused()).toBe('field');
  });

  it('draws quick replies until one is pressed, and sends what it meant', async () => {
    const choices: (string | undefined)[] = [];
    widget.chat.answer = (_, choice) => {
      choices.push(choice);
      return choice === undefined
        ? [{ kind: 'text', text: 'Cancel it?' }, CHOICES]
        : [{ kind: 'text', text: 'Cancelled.' }];
    };
    await widget.open();
    await widget.write('cancel my order');
    await widget.page.getByRole('button', { name: 'Yes, cancel it' }).click();
    await widget.see('Cancelled.').waitFor();
    expect(choices).toEqual([undefined, 'confirm:yes']);
    expect(await widget.page.locator('.choice').count()).toBe(0);
    await widget.page.reload();
    await widget.see('Cancelled.').waitFor();
    expect(await widget.page.locator('.choice').count()).toBe(0);
  });

  it('asks how it was by five numbers, each called by its word, and sends the one that is pressed', async () => {
    const choices: (string | undefined)[] = [];
    widget.chat.answer = (_, choice) => {
      choices.push(choice);
      return choice === undefined
        ? [{ kind: 'text', text: 'How was this?' }, RATING]
        : [{ kind: 'text', text: 'Noted.' }];
    };
    await widget.open();
    await widget.write('thank you');
    const scale = widget.page.getByRole('group', { name: 'Rate this conversation' });
    await scale.waitFor();
    expect(await scale.getByRole('button').count()).toBe(5);
    const good = scale.getByRole('button', { name: '4 of 5: Good' });
    expect((await good.boundingBox())?.height).toBeGreaterThanOrEqual(40);
    await good.press('Enter');
    await widget.see('Noted.').waitFor();
    expect(choices).toEqual([undefined, 'rating:4']);
    expect(await widget.page.locator('.rate').count()).toBe(0);
  });

  it('draws products, orders and quotes with everything a shopper needs of them', async () => {
    widget.chat.answer = () => [PRODUCTS, ORDER, QUOTE];
    await widget.open();
    await widget.write('show me');
    const card = widget.page.locator('.product').first();
    await card.waitFor();
    for (const words of ['Fjord light rain jacket', 'Blue, M', '€54.00', '€79.00', 'In stock', '€25 less']) {
      expect(await card.textContent()).toContain(words);
    }
    const view = card.getByRole('link', { name: 'View Fjord light rain jacket' });
    expect(await view.getAttribute('href')).toBe(`${widget.chat.origin}/products/fjord-light-rain-jacket`);
    await widget.page.getByRole('button', { name: 'More products' }).click();
    await widget.page.getByRole('button', { name: 'Previous products' }).waitFor();
    expect(await widget.page.locator('.order').textContent()).toMatch(
      /W2611340[\s\S]*On its way[\s\S]*× 2[\s\S]*€147\.90/,
    );
    const track = widget.page.getByRole('link', { name: 'Track parcel' });
    expect([await track.getAttribute('target'), await track.getAttribute('rel')]).toEqual([
      '_blank',
      'noopener noreferrer',
    ]);
    const policy = widget.page.getByRole('link', { name: 'Returns and refunds' });
    expect(await policy.getAttribute('href')).toBe(`${widget.chat.origin}/policies/returns#refunds`);
  });

  it('says clearly when a person answers, and when the bot does again', async () => {
    await widget.open();
    await widget.write('I want a human');
    await widget.see('You said').waitFor();
    widget.chat.append({ kind: 'notice', notice: 'waiting-for-agent' });
    await widget.see('A person will answer here.').waitFor();
    widget.chat.append({ kind: 'notice', notice: 'agent-joined', agentName: 'Maya Lind' });
    widget.chat.append({ kind: 'agent', agentName: 'Maya Lind', text: 'Hello, Maya here.' });
    await widget.see('Hello, Maya here.').waitFor();
    expect(await widget.page.locator('.role').textContent()).toBe('Maya Lind · support team');
    expect(await widget.page.locator('[aria-live=polite]').textContent()).toBe('Maya Lind: Hello, Maya here.');
    widget.chat.append({ kind: 'notice', notice: 'closed' });
    await widget.see('This conversation is closed.').waitFor();
    expect(await widget.page.locator('.role').textContent()).toBe('Assistant · automated');
  });

  it('counts and previews what comes while it is closed, and forgets a dismissed preview for good', async () => {
    await widget.open();
    await widget.write('hello');
    await widget.see('You said: hello').waitFor();
    await widget.page.getByRole('button', { name: 'Close chat' }).first().click();
    widget.chat.bot({ kind: 'text', text: 'Your parcel has arrived.' });
    await widget.page.locator('.preview').getByText('Your parcel has arrived.').waitFor();
    expect(await widget.page.locator('.badge').textContent()).toBe('1');
    await widget.page.getByRole('button', { name: 'Dismiss message' }).click();
    await widget.page.reload();
    await widget.page.getByRole('button', { name: 'Open chat, 1 new' }).waitFor();
    expect(await widget.page.locator('.preview').isVisible()).toBe(false);
    await widget.open();
    await widget.see(/^New$/).waitFor();
    expect(await widget.page.locator('.badge').isVisible()).toBe(false);
  });

  it('leaves a reader who scrolled up alone, and offers the way back', async () => {
    await widget.open();
    for (let count = 0; count < 8; count++) await widget.write(`line ${count}`);
    await widget.see('You said: line 7').waitFor();
    await widget.page.locator('.thread').evaluate((e) => e.scrollTo(0, 0));
    await widget.page.getByRole('button', { name: 'Latest' }).waitFor();
    widget.chat.bot({ kind: 'text', text: 'One more thing.' });
    await widget.page.getByRole('button', { name: '1 new' }).click();
    await expect.poll(() => widget.isAtEnd()).toBe(true);
    expect(await widget.page.locator('.jump').isVisible()).toBe(false);
  });

  it('is worked from the keyboard alone', async () => {
    await widget.page.locator('.launcher').focus();
    await widget.page.keyboard.press('Enter');
    await expect.poll(() => widget.focused()).toBe('field');
    await widget.page.keyboard.type('one');
    await widget.page.keyboard.press('Shift+Enter');
    await widget.page.keyboard.type('two');
    await widget.page.locator('.field').dispatchEvent('keydown', { key: 'Enter', isComposing: true });
    expect(await widget.page.locator('.field').inputValue()).toBe('one\ntwo');
    await widget.page.keyboard.press('Enter');
    await widget.see('You said: one').waitFor();
    await widget.page.keyboard.press('Escape');
    expect(await widget.page.locator('.panel').isVisible()).toBe(false);
    expect(await widget.focused()).toBe('launcher');
  });

  it('takes the whole screen on a phone, keeps the focus in and the page still, and gives both back', async () => {
    widget.show('/', `<div style="height:3000px"></div>${widget.tag()}`);
    await widget.visit({ ...PHONE, reducedMotion: 'reduce' });
    await widget.open();
    expect(await widget.page.locator('.panel').boundingBox()).toEqual({ x: 0, y: 0, width: 390, height: 844 });
    expect(await widget.page.evaluate(() => getComputedStyle(document.body).overflow)).toBe('hidden');
    const small = await widget.page
      .locator('.panel :is(button, a)')
      .evaluateAll((all) =>
        all
          .map((e) => e.getBoundingClientRect())
          .filter(({ width, height }) => width > 0 && Math.min(width, height) < 44),
      );
    expect(small).toEqual([]);
    for (let press = 0; press < 12; press++) {
      await widget.page.keyboard.press('Tab');
      expect(await widget.page.evaluate(() => document.activeElement?.localName)).toBe('concierge-chat');
    }
    await widget.page.locator('.close').click();
    expect(
      await widget.page.evaluate(() => document.body.style.overflow + document.documentElement.style.overflow),
    ).toBe('');
  });

  it('opens, asks and closes from the page', async () => {
    await widget.page.evaluate(() => window.Concierge?.open('Where is my order?'));
    await widget.see('You said: Where is my order?').waitFor();
    await widget.page.evaluate(() => window.Concierge?.close());
    expect(await widget.page.locator('.panel').isVisible()).toBe(false);
  });

  it('speaks Chinese on a Chinese page', async () => {
    widget.show('/zh', widget.tag(), { language: 'zh-CN' });
    await widget.page.goto(`${widget.shop.origin}/zh`);
    await widget.open();
    expect(await widget.page.locator('.role').textContent()).toBe('智能助手 · 自动回复');
  });

  it('speaks the shopper’s own language on the next page, whatever that page is written in', async () => {
    widget.chat.language = 'zh';
    await widget.open();
    expect(await widget.page.locator('.role').textContent()).toBe('Assistant · automated');
    await widget.write('我的订单在哪里');
    await widget.see('You said: 我的订单在哪里').waitFor();
    await widget.page.reload();
    await widget.page.locator('.panel').waitFor();
    expect(await widget.page.locator('.role').textContent()).toBe('智能助手 · 自动回复');
  });
});
