import { describe, expect, it } from 'vitest';
import { missing, noChromium } from '../support/require-parts.js';
import { fault } from './chat-rig.js';
import { WidgetInBrowser } from './widget-in-browser.js';

describe.skipIf(missing(noChromium()))('the widget delivers', () => {
  const widget = new WidgetInBrowser();

  it('shows a message at once, and says how far it has come', async () => {
    widget.chat.answer = () => [];
    await widget.open();
    await widget.write('hello');
    await widget.see(/^Sent$/).waitFor();
    expect(await widget.bubbles()).toEqual(['hello']);
    widget.chat.typing('bot');
    await widget.page.getByRole('img', { name: 'Assistant is typing' }).waitFor();
    widget.chat.bot({ kind: 'text', text: 'Hi.' });
    await widget.see('Hi.').waitFor();
    expect(await widget.page.locator('.typing, .delivery').count()).toBe(0);
  });

  it('is open again after a reload, with the whole conversation and its end in sight', async () => {
    await widget.open();
    for (const text of ['one', 'two', 'three', 'four', 'five', 'six']) await widget.write(text);
    await widget.see('You said: six').waitFor();
    await widget.page.locator('.field').fill('not sent yet');
    const before = await widget.bubbles();
    await widget.page.reload();
    await widget.see('You said: six').waitFor();
    expect(await widget.bubbles()).toEqual(before);
    expect(await widget.isAtEnd()).toBe(true);
    expect(await widget.page.locator('.field').inputValue()).toBe('not sent yet');
    expect(await widget.page.locator('.new').count()).toBe(0);
  });

  it('keeps what is written while the server is down over a reload, and delivers it once and in order', async () => {
    await widget.open();
    await widget.write('before');
    await widget.see('You said: before').waitFor();
    await widget.chat.stop();
    await widget.write('first');
    await widget.write('second');
    await widget.see('Reconnecting.').waitFor();
    expect(await widget.see('Waiting for connection').count()).toBe(2);
    await widget.page.reload();
    await widget.see('second').waitFor();
    await widget.chat.start();
    await widget.see('You said: second').waitFor();
    expect(widget.chat.texts().filter((text) => text !== 'bot')).toEqual(['before', 'first', 'second']);
    expect(await widget.see('Reconnecting.').count()).toBe(0);
  });

  it('repeats a message whose acknowledgement was lost, and the log takes it once', async () => {
    await widget.open();
    widget.chat.intercept = () => 'lose';
    await widget.write('hello');
    await expect.poll(() => widget.chat.said).toEqual(['hello']);
    widget.chat.intercept = () => undefined;
    await widget.chat.stop();
    await widget.chat.start();
    await widget.write('again');
    await widget.see('You said: again').waitFor();
    expect(widget.chat.texts().filter((text) => text !== 'bot')).toEqual(['hello', 'again']);
    expect(await widget.bubbles()).toEqual(['hello', 'You said: hello', 'again', 'You said: again']);
  });

  it('waits when the server is busy, and shows what it refuses with a second try or removal', async () => {
    await widget.open();
    let calls = 0;
    widget.chat.intercept = () => (calls++ === 0 ? { ...fault('OVERLOADED'), retryAfterMs: 50 } : undefined);
    await widget.write('busy');
    await widget.see('You said: busy').waitFor();
    widget.chat.intercept = (text) => (text === 'bad' ? fault('MESSAGE_TOO_LONG') : undefined);
    await widget.write('bad');
    await widget.write('good');
    await widget.see('You said: good').waitFor();
    await widget.see('Not sent').waitFor();
    widget.chat.intercept = () => undefined;
    await widget.page.getByRole('button', { name: 'Send again' }).click();
    await widget.see('You said: bad').waitFor();
    widget.chat.intercept = () => fault('BAD_INPUT');
    await widget.write('worse');
    await widget.page.getByRole('button', { name: 'Remove' }).click();
    expect(await widget.bubbles()).not.toContain('worse');
    await widget.page.reload();
    await widget.see('You said: bad').waitFor();
    expect(await widget.bubbles()).not.toContain('worse');
  });

  it('follows to another gateway when its own stops, without a word and with the draft', async () => {
    await widget.open();
    await widget.write('before');
    await widget.see('You said: before').waitFor();
    await widget.page.locator('.field').fill('half writ');
    const before = widget.chat.transports.length;
    widget.chat.sendElsewhere(50);
    await expect.poll(() => widget.chat.transports.length).toBe(before + 1);
    widget.chat.bot({ kind: 'text', text: 'Still here.' });
    await widget.see('Still here.').waitFor();
    expect(await widget.page.locator('.field').inputValue()).toBe('half writ');
    expect(await widget.see('Reconnecting.').count()).toBe(0);
    await widget.page.keyboard.press('Enter');
    await widget.see('You said: half writ').waitFor();
    expect(widget.chat.texts().filter((text) => text !== 'bot')).toEqual(['before', 'half writ']);
  });

  it('shows the same in two tabs', async () => {
    await widget.open();
    await widget.write('from one');
    await widget.see('You said: from one').waitFor();
    const other = await widget.tab();
    await widget.open(other);
    await widget.write('from two', other);
    await widget.see('You said: from two').waitFor();
    await widget.see('You said: from two', other).waitFor();
    expect(await widget.bubbles(other)).toEqual(await widget.bubbles());
    await widget.chat.stop();
    await widget.write('while away', other);
    await widget.see('while away').waitFor();
    await widget.chat.start();
    await widget.see('You said: while away').waitFor();
    await widget.see('You said: while away', other).waitFor();
    expect(await widget.bubbles(other)).toEqual(await widget.bubbles());
    expect(widget.chat.texts().filter((text) => text === 'while away')).toHaveLength(1);
  });

  it('stays the same visitor when its token runs out, and becomes a new one where it is not known any more', async () => {
    await widget.open();
    await widget.write('hello');
    await widget.see('You said: hello').waitFor();
    await widget.page.reload();
    await widget.see('You said: hello').waitFor();
    widget.chat.expireTokens();
    await widget.page.reload();
    await widget.see('You said: hello').waitFor();
    widget.chat.forgetVisitors();
    await widget.page.reload();
    await widget.write('new here');
    await widget.see('You said: new here').waitFor();
    expect(await widget.bubbles()).toEqual(['new here', 'You said: new here']);
    expect(widget.chat.conversations).toHaveLength(2);
  });

  it('goes on as a visitor when the token of the shop is refused', async () => {
    widget.show('/signed-in', widget.tag('data-customer-token="expired"'));
    await widget.page.goto(`${widget.shop.origin}/signed-in`);
    await widget.open();
    await widget.write('hello');
    await widget.see('You said: hello').waitFor();
    expect(widget.chat.auths.map((auth) => auth.customerToken)).toEqual(['expired', undefined]);
    expect(new Set(widget.chat.auths.map((auth) => auth.visitorToken)).size).toBe(1);
  });

  it('talks by long polling where WebSocket is blocked', async () => {
    await widget.chat.stop();
    widget.chat.allowsWebSocket = false;
    await widget.chat.start();
    await widget.open();
    await widget.write('hello');
    await widget.see('You said: hello').waitFor();
    expect(widget.chat.transports).toEqual(['polling']);
  });

  it('uses WebSocket from the first byte where it is not', async () => {
    await widget.open();
    await widget.write('hello');
    await widget.see('You said: hello').waitFor();
    expect(widget.chat.transports).toEqual(['websocket']);
  });
});
