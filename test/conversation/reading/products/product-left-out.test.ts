import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  namesOptionsOnly,
  productWishLeftOut,
} from '../../../../src/conversation/reading/products/product-left-out.js';
import { productIdSchema } from '../../../../src/protocol/ids.js';
import { extractSlots } from '../../../../src/understanding/extract-slots.js';
import type { IntentDecision } from '../../../../src/understanding/understanding.js';
import { aConversation, anIntent, anUnderstanding, intents } from '../../../support/a-turn.js';

const all = new Map([
  ...intents,
  ['stock_check', anIntent('stock_check', { job: 'product-stock' })],
  ['product_question', anIntent('product_question', { job: 'product-facts' })],
]);
const unsure: IntentDecision = { kind: 'unsure' };

function wanted(text: string, { last = 'product_question', inFocus = true, decision = unsure } = {}) {
  const productInFocus = inFocus ? productIdSchema.parse('p-1') : undefined;
  return productWishLeftOut({
    conversation: aConversation({ productInFocus, lastIntent: last }),
    message: { seq: 2, text, choice: undefined },
    understanding: anUnderstanding(decision, extractSlots(text)),
    intents: all,
  })?.intent;
}

describe('a size or a colour alone', () => {
  it.each([
    'and in black?',
    'any in M?',
    'what about size S',
    'do you have it in dark green',
    'XL please',
    'and 42?',
    '那绿色呢',
    'M码呢',
    '有M码的吗',
    '黑色的有吗',
    '有没有38码的',
  ])('%s', (text) => {
    expect(namesOptionsOnly(text)).toBe(true);
    expect(wanted(text)).toBe('stock_check');
    expect(wanted(text, { inFocus: false })).toBeUndefined();
  });

  it.each([
    'cancel the black one',
    'the black jacket',
    'my black one is broken',
    'not in black',
    'what size is it',
    'yes',
    'and that one?',
    'TS-1003',
    '取消黑色的',
    '黑色的坏了',
    '',
  ])('is not: %s', (text) => {
    expect(namesOptionsOnly(text)).toBe(false);
  });

  it('never is a sentence that asks for something to be done', () => {
    const verb = fc.constantFrom('cancel', 'return', 'exchange', 'buy', 'refund', '取消', '退', '换');
    const option = fc.constantFrom('in black', 'size M', 'the red one', '42', '绿色', 'M码');
    fc.assert(
      fc.property(verb, option, fc.boolean(), (does, what, isFirst) => {
        expect(namesOptionsOnly(isFirst ? `${does} ${what}` : `${what} ${does}`)).toBe(false);
      }),
    );
  });
});

describe('another product alone', () => {
  it.each(['and the trail bottle?', 'what about your steel mug', '那 Trail bottle 呢'])('%s', (text) => {
    expect(wanted(text)).toBe('product_question');
    expect(wanted(text, { last: 'stock_check' })).toBe('stock_check');
    expect(wanted(text, { last: 'track_order' })).toBeUndefined();
  });

  it('is left to what was surely read', () => {
    const decision: IntentDecision = { kind: 'confident', intent: 'refund_policy', probability: 0.9 };
    expect(wanted('what about the refund?', { decision })).toBeUndefined();
  });
});
