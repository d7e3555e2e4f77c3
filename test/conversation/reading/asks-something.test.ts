import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asksSomething } from '../../../src/conversation/reading/asks-something.js';

describe('whether a text asks something', () => {
  it.each([
    'how long do refunds take',
    'Is it waterproof',
    'and can I pay by card',
    'gift cards?',
    'tell me about gift cards',
    'can you do that',
    'thanks, do you deliver on Sundays',
    '退款要多久',
    '可以用礼品卡吗',
    '那另一个呢',
    '能不能改地址',
  ])('asks: %s', (text) => {
    expect(asksSomething(text)).toBe(true);
  });

  it.each([
    'onto my gift card, please',
    'to my paypal',
    'my visa is the one',
    'that is it',
    'I found it cheaper elsewhere',
    'the second one',
    'canned food',
    '退到礼品卡',
    '我买错了',
    '',
  ])('does not: %s', (text) => {
    expect(asksSomething(text)).toBe(false);
  });

  it('hears a question behind anything', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(asksSomething(`${text}?`)).toBe(true);
      }),
    );
  });
});
