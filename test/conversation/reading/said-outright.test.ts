import { describe, expect, it } from 'vitest';
import { loadIntents } from '../../../src/conversation/load-intents.js';
import { brokenOutright, saidOutright } from '../../../src/conversation/reading/said-outright.js';
import type { OrderId } from '../../../src/protocol/ids.js';
import { extractSlots } from '../../../src/understanding/extract-slots.js';
import { aConversation, anOrder, anUnderstanding } from '../../support/a-turn.js';

const { intents } = await loadIntents('intents');

function ofTwo(text: string, first: string, second: string) {
  const [one, other] = [intents.get(first), intents.get(second)];
  return one && other && saidOutright(text, [one, other])?.intent;
}

function broken(text: string, read: Parameters<typeof anUnderstanding>[0], orderInFocus: OrderId = anOrder().id) {
  return brokenOutright({
    conversation: aConversation({ orderInFocus }),
    message: { seq: 2, text, choice: undefined },
    understanding: anUnderstanding(read, extractSlots(text)),
    intents,
  })?.intent;
}

describe('what is said outright', () => {
  it.each([
    ['退货，TS-1003，那条毯子', 'return_item', 'change_items', 'return_item'],
    ['退TS-1003里的奶壶', 'return_item', 'refund_status', 'return_item'],
    ['one of the mugs came chipped', 'damaged_or_wrong_item', 'warranty', 'damaged_or_wrong_item'],
    ['swap the jacket of TS-1003', 'change_items', 'exchange_item', 'exchange_item'],
  ])('is meant of two: “%s”', (text, first, second, meant) => {
    expect(ofTwo(text, first, second)).toBe(meant);
    expect(ofTwo(text, second, first)).toBe(meant);
  });

  it.each([
    ['money back', 'return_item', 'refund_status'],
    ['cancel it and change the address', 'cancel_order', 'change_address'],
    ['broken after two years', 'damaged_or_wrong_item', 'warranty'],
    ['can I return this', 'return_item', 'return_policy'],
  ])('is neither, or both: “%s”', (text, first, second) => {
    expect(ofTwo(text, first, second)).toBeUndefined();
  });
});

describe('what came broken of the order talked about', () => {
  it.each([
    ['毯子坏了', 'warranty'],
    ['买了3个杯子，碎了一个', 'change_items'],
  ])('is it, whatever the model reads: “%s”', (text, intent) => {
    expect(broken(text, intent)).toBe('damaged_or_wrong_item');
  });

  it('is it where the model is not sure', () => {
    expect(broken('那条毯子坏了', { kind: 'unsure' })).toBe('damaged_or_wrong_item');
  });

  it.each([
    ['拉链坏了能保修吗', 'warranty'],
    ['坏了，换成大一码', 'change_items'],
    ['毯子坏了', 'complaint'],
  ])('is not it where the words say something else: “%s”', (text, intent) => {
    expect(broken(text, intent)).toBeUndefined();
  });

  it('is nothing where no order is talked about', () => {
    expect(
      brokenOutright({
        conversation: aConversation({}),
        message: { seq: 2, text: '毯子坏了', choice: undefined },
        understanding: anUnderstanding('warranty'),
        intents,
      }),
    ).toBeUndefined();
  });
});
