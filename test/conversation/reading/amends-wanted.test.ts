import { describe, expect, it } from 'vitest';
import { loadIntents } from '../../../src/conversation/load-intents.js';
import { amendsWanted } from '../../../src/conversation/reading/amends-wanted.js';
import { extractSlots } from '../../../src/understanding/extract-slots.js';
import { aConversation, anUnderstanding } from '../../support/a-turn.js';

const { intents } = await loadIntents('intents');

function wanted(text: string, intent: string) {
  return amendsWanted({
    conversation: aConversation({}),
    message: { seq: 2, text, choice: undefined },
    understanding: anUnderstanding(intent, extractSlots(text)),
    intents,
  })?.intent;
}

describe('what is to be made good for', () => {
  it.each([
    ['this is a joke i want compensation', 'complaint'],
    ['can i get compensated for the delay', 'delivery_time'],
    ['do I get something for the wait', 'delivery_time'],
    ['能赔偿吗', 'discounts'],
    ['怎么补偿', 'refund_policy'],
    ['要赔我钱', 'refund_status'],
    ['my order TS-1002 is super late and im angry', 'cancel_order'],
    ['包裹延误了气死我了', 'cancel_order'],
  ])('is a complaint, whatever the model reads: %s', (text, intent) => {
    expect(wanted(text, intent)).toBe('complaint');
  });

  it.each([
    ['it is late, cancel it', 'cancel_order'],
    ['太晚了，取消吧', 'cancel_order'],
    ['cancel TS-1002', 'cancel_order'],
    ['my parcel is late', 'track_order'],
    ['it arrived broken, I want compensation', 'damaged_or_wrong_item'],
    ['where is my refund', 'refund_status'],
  ])('is not asked for: %s', (text, intent) => {
    expect(wanted(text, intent)).toBeUndefined();
  });
});
