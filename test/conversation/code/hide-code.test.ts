import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEmailCodes } from '../../../src/access/email-code.js';
import { hideCode, mayHoldCode } from '../../../src/conversation/code/hide-code.js';
import type { CodeChallenge } from '../../../src/conversation/conversation.js';
import { aConversation, NOW } from '../../support/a-turn.js';

const codes = createEmailCodes('a secret of at least thirty-two characters');
const challenge: CodeChallenge = { challenge: 4, customerId: undefined, askedAt: NOW, wrongTries: 0, isOver: false };
const awaiting = aConversation({ code: challenge, question: { kind: 'identify', intent: 'track_order' } });
const real = codes.codeFor({ ...awaiting, ...challenge });
const hide = (text: string, conversation = awaiting) => hideCode(codes, conversation, { text, now: NOW });

describe('hiding a code', () => {
  it.each([
    '123456',
    '123 456',
    '123-456',
    '１２３４５６',
    'code:123456.',
    '(123456)',
    '验证码123456'.replace('码', '码 '),
  ])('takes %j for one while a code is awaited', (text) => {
    const { text: kept, codeMark } = hide(text);
    expect(kept).toContain('[code]');
    expect(kept).not.toMatch(/\p{Nd}/u);
    expect(codeMark).toBe(codes.markOf(awaiting, '123456'));
  });

  it.each(['HL-123456', '#123456', 'HL123456', '1234567', '12345', '123456.50', 'a123456@example.com', '12-123456'])(
    'leaves %j as it is',
    (text) => {
      expect(hide(text)).toEqual({ text });
    },
  );

  it('leaves postcodes alone where no code was ever asked for', () => {
    const text = '上海 200030';
    expect(hide(text, aConversation())).toEqual({ text });
  });

  it('hides only the code itself once it is over, or something else is asked', () => {
    const over = aConversation({ ...awaiting, code: { ...challenge, isOver: true } });
    const elsewhere = aConversation({ code: challenge, question: undefined });
    for (const conversation of [over, elsewhere]) {
      expect(hide('200030', conversation)).toEqual({ text: '200030' });
      expect(hide(`${real}?`, conversation).text).toBe('[code]?');
    }
  });

  it('looks for one in every text that it would hide one in', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.nat(999_999),
        fc.string({ unit: 'grapheme' }),
        (left, code, right) => {
          const text = `${left}${String(code).padStart(6, '0')}${right}`;
          if (hide(text).codeMark !== undefined) expect(mayHoldCode(text)).toBe(true);
          else expect(hide(text).text).toBe(text);
        },
      ),
    );
  });
});

describe('codes', () => {
  const order = { shopId: 'shop', conversationId: 'c', challenge: 3, customerId: 'customer-1' };

  it('are six digits, the same in every process with the secret and in none without', () => {
    const [one, again] = [createEmailCodes('s'.repeat(32)), createEmailCodes('s'.repeat(32))];
    expect(one.codeFor(order)).toMatch(/^\d{6}$/);
    expect(again.codeFor(order)).toBe(one.codeFor(order));
    expect(createEmailCodes('t'.repeat(32)).codeFor(order)).not.toBe(one.codeFor(order));
  });

  it('differ by shop, conversation, message and customer', () => {
    const changes = [
      { shopId: 'x' },
      { conversationId: 'x' },
      { challenge: 4 },
      { customerId: 'x' },
      { customerId: undefined },
    ];
    const made = [order, ...changes.map((change) => ({ ...order, ...change }))].map(codes.codeFor);
    expect(new Set(made).size).toBe(made.length);
  });

  it('are spread evenly over all that six digits can say', () => {
    const leading = Array.from({ length: 10 }, () => 0);
    for (let number = 1; number <= 20_000; number++) {
      const digit = Number(codes.codeFor({ ...order, challenge: number })[0]);
      leading[digit] = (leading[digit] ?? 0) + 1;
    }
    // Six standard deviations (42.4) around the 2,000 that are expected of each.
    for (const count of leading) expect(Math.abs(count - 2_000)).toBeLessThan(255);
  });
});
