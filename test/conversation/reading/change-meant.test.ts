import { describe, expect, it } from 'vitest';
import { loadIntents } from '../../../src/conversation/load-intents.js';
import { changeMeant } from '../../../src/conversation/reading/change-meant.js';
import { extractSlots } from '../../../src/understanding/extract-slots.js';
import type { IntentDecision } from '../../../src/understanding/understanding.js';
import { aConversation, anUnderstanding } from '../../support/a-turn.js';

const { intents } = await loadIntents('intents');
const UNSURE: IntentDecision = { kind: 'unsure' };

function meant(text: string, decision: IntentDecision | string) {
  return changeMeant({
    conversation: aConversation({}),
    message: { seq: 2, text, choice: undefined },
    understanding: anUnderstanding(decision, extractSlots(text)),
    intents,
  })?.intent;
}

describe('what shall change', () => {
  it.each([
    ['change HL-104724 to 5 Leopoldstr 80802 München lukas@example.org', 'change_items'],
    ['my order should be Harbour Road 12, Cork, T12 A8CD', 'update_account'],
    ['thx. and can it go to my work, Meir 12 2000 Antwerpen', UNSURE],
    ['12 rue de siam 29200 brest', { kind: 'out-of-scope' } as const],
    ['把订单改成科技园路12号 518000', 'change_items'],
  ])('is where it goes, where a street with its postcode is said: %s', (text, decision) => {
    expect(meant(text, decision)).toBe('change_address');
  });

  it.each([
    ['what about HL-104725, change fastnet to L', 'change_address'],
    ['change the jacket to green', 'change_address'],
    ['HL-104725 换成蓝色', 'change_address'],
  ])('is what it holds, where a size or a colour is said: %s', (text, decision) => {
    expect(meant(text, decision)).toBe('change_items');
  });

  it.each([
    ['send HL-104725 to another address', 'change_address'],
    ['do you deliver to Meir 12 2000 Antwerpen', 'delivery_area'],
    ['where is my order HL-104725, postcode 2000', 'track_order'],
    ['change 2 mugs to 3 in HL-104725', 'change_items'],
    ['I was charged 2000 on 12 May and it was wrong and nobody told me', UNSURE],
  ])('is as it was read otherwise: %s', (text, decision) => {
    expect(meant(text, decision)).toBeUndefined();
  });
});
